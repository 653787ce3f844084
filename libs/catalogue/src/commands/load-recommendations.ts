import { v7 } from 'uuid';
import type { ChangeAuthor, Transaction } from '#libs/platform';
import { Recommendation, RecommendationSet } from '../entities/recommendation.entity.js';
import {
  RecommendationVersion,
  RecommendationVersionSystem,
  RecommendationVersionTheme,
} from '../entities/recommendation-version.entity.js';
import type { RecommendationItem, RecommendationSetItem, SourceItem } from '../files/catalogue-files.js';
import { applyItems, type KnownItem } from './apply-items.js';
import { idsOf, place } from './placing.js';

const sourceColumns = (source: SourceItem) => ({
  sourceDocument: source.document,
  sourceUrl: source.url,
  sourceSection: source.section,
  sourcePage: source.page,
  sourceStage: source.stage,
  attestation: source.attestation,
  note: source.note,
});

export async function loadRecommendationSets(
  transaction: Transaction,
  by: ChangeAuthor,
  items: RecommendationSetItem[],
) {
  const known = await transaction.query<KnownItem>(
    'select code as key, id, content_hash as hash from recommendation_set',
  );
  const values = ({ source, ...item }: RecommendationSetItem) => ({ ...item, ...sourceColumns(source) });
  const result = await applyItems(transaction, by, items, known, {
    subjectType: 'RecommendationSet',
    keyOf: (item) => item.code,
    async add(id, item, contentHash) {
      await transaction.manager.insert(RecommendationSet, { ...values(item), id, position: 0, contentHash });
      return undefined;
    },
    async change(id, item, contentHash) {
      await transaction.manager.update(RecommendationSet, { id }, { ...values(item), contentHash });
      return undefined;
    },
  });
  await place(transaction, 'recommendation_set', [...result.ids.values()]);
  return result;
}

export async function loadRecommendations(
  transaction: Transaction,
  by: ChangeAuthor,
  items: RecommendationItem[],
  codes: { sets: Map<string, string>; themes: Map<string, string>; systems: Map<string, string> },
) {
  const known = await transaction.query<KnownItem & { version: number }>(
    `select recommendation.code as key, recommendation.id, recommendation.version, current.content_hash as hash
     from recommendation
     join recommendation_version current on current.recommendation_id = recommendation.id and current.valid_to is null`,
  );
  const versions = new Map(known.map((item) => [item.id, item.version]));
  const opening = new VersionOpening(transaction, codes, await instant(transaction));
  const result = await applyItems(transaction, by, items, known, {
    subjectType: 'Recommendation',
    keyOf: (item) => item.code,
    async add(id, item, hash) {
      const [setId] = idsOf([item.set], codes.sets);
      await transaction.manager.insert(Recommendation, { id, code: item.code, setId, position: 0, version: 1 });
      return opening.open(id, 1, item, hash);
    },
    async change(id, item, hash) {
      const number = (versions.get(id) ?? 0) + 1;
      const [setId] = idsOf([item.set], codes.sets);
      await opening.close(id);
      await transaction.manager.update(Recommendation, { id }, { setId, version: number });
      return opening.open(id, number, item, hash);
    },
  });
  await place(transaction, 'recommendation', [...result.ids.values()]);
  return result;
}

/** Closes and opens versions at one instant. */
class VersionOpening {
  constructor(
    private readonly transaction: Transaction,
    private readonly codes: { themes: Map<string, string>; systems: Map<string, string> },
    private readonly instant: Date,
  ) {}

  async close(recommendationId: string): Promise<void> {
    await this.transaction.query(
      `update recommendation_version set valid_to = greatest($2::timestamptz, valid_from)
       where recommendation_id = $1 and valid_to is null`,
      [recommendationId, this.instant],
    );
  }

  async open(recommendationId: string, number: number, item: RecommendationItem, contentHash: string): Promise<number> {
    const { manager } = this.transaction;
    const versionId = v7();
    await manager.insert(RecommendationVersion, {
      id: versionId,
      recommendationId,
      number,
      kind: item.kind,
      chapter: item.chapter,
      title: item.title,
      summary: item.summary,
      addressees: item.addressees,
      addresseesInferred: item.addresseesInferred,
      ...sourceColumns(item.source),
      contentHash,
      validFrom: this.instant,
    });
    const themes = idsOf(item.themes, this.codes.themes).map((themeId, position) => ({ versionId, themeId, position }));
    const systems = idsOf(item.systems, this.codes.systems).map((systemId, position) => ({
      versionId,
      systemId,
      position,
    }));
    if (themes.length > 0) await manager.insert(RecommendationVersionTheme, themes);
    if (systems.length > 0) await manager.insert(RecommendationVersionSystem, systems);
    return number;
  }
}

/** Now, to the millisecond, as `asOf` can name it; read after the lock, so that a later load is never earlier. */
async function instant(transaction: Transaction): Promise<Date> {
  const [row] = await transaction.query<{ now: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as now`);
  return row?.now ?? new Date();
}
