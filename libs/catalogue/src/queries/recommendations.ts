import { Inject, Injectable } from '@nestjs/common';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';
import { canonicalCode } from '../policies/codes.js';
import type { Attestation, RecommendationKind } from '../policies/terms.js';
import { type SourceRow, sourceColumns } from './source-columns.js';
import { Themes } from './themes.js';

/** A recommendation in its current version. */
export interface RecommendationRow extends SourceRow {
  id: string;
  setId: string;
  code: string;
  version: number;
  versionId: string;
  kind: RecommendationKind;
  chapter: string;
  title: string;
  summary: string;
  addressees: string[];
  addresseesInferred: string[];
}

/** Each absent or empty field means "any". */
export interface RecommendationCriteria {
  sets?: string[] | null;
  kinds?: RecommendationKind[] | null;
  chapters?: string[] | null;
  /** Codes; narrower themes are included. */
  themes?: string[] | null;
  systems?: string[] | null;
  attestations?: Attestation[] | null;
}

export type RecommendationSort = 'SET' | 'CODE' | 'CHAPTER' | 'TITLE';

const COLUMNS = `
  recommendation.id, recommendation.set_id as "setId", recommendation.code, current.number as version,
  current.id as "versionId", current.kind, current.chapter, current.title, current.summary, current.addressees,
  current.addressees_inferred as "addresseesInferred", ${sourceColumns('current')}`;
const FROM = `
  from recommendation
  join recommendation_set on recommendation_set.id = recommendation.set_id
  join recommendation_version current on current.recommendation_id = recommendation.id`;
const NOW = 'current.valid_to is null';
const IN_SET: SortKey[] = [
  { sql: 'recommendation_set.position', type: 'integer', direction: 'asc' },
  { sql: 'recommendation.position', type: 'integer', direction: 'asc' },
];
const SORTS: Record<RecommendationSort, SortKey[]> = {
  SET: IN_SET,
  CODE: [{ sql: 'recommendation.code', type: 'text', direction: 'asc' }],
  CHAPTER: [{ sql: 'current.chapter', type: 'text', direction: 'asc' }, ...IN_SET],
  TITLE: [{ sql: 'current.title', type: 'text', direction: 'asc' }],
};
const ID: SortKey = { sql: 'recommendation.id', type: 'uuid', direction: 'asc' };

/** Reads recommendations as they read now, or at an instant. */
@Injectable()
export class Recommendations {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Themes) private readonly themes: Themes,
  ) {}

  async page(
    page: Page,
    criteria: RecommendationCriteria = {},
    sort: RecommendationSort = 'SET',
    asOf: Date | null = null,
  ): Promise<(RecommendationRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const condition = await this.condition(criteria, parameters, asOf);
    const { where, orderBy, limit, cursor } = keyset([...SORTS[sort], ID], page, parameters, asOf);
    return this.database.query(
      `select ${COLUMNS}, ${cursor} as cursor ${FROM} where ${condition} and ${where} order by ${orderBy} limit ${limit}`,
      parameters,
    );
  }

  async count(criteria: RecommendationCriteria = {}, asOf: Date | null = null): Promise<number> {
    const parameters: unknown[] = [];
    const condition = await this.condition(criteria, parameters, asOf);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count ${FROM} where ${condition}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  byIds(ids: readonly string[], asOf: Date | null = null): Promise<RecommendationRow[]> {
    const parameters: unknown[] = [ids];
    const held = heldAt(asOf, parameters);
    return this.database.query(`select ${COLUMNS} ${FROM} where recommendation.id = any($1) and ${held}`, parameters, {
      plan: 'ONCE',
    });
  }

  /** Undefined when there is none; letters' case doesn't matter. */
  async byCode(code: string): Promise<RecommendationRow | undefined> {
    const rows = await this.database.query<RecommendationRow>(
      `select ${COLUMNS} ${FROM} where recommendation.code = $1 and ${NOW}`,
      [canonicalCode(code)],
    );
    return rows[0];
  }

  /** All of these sets, in the order of each set. */
  bySets(setIds: readonly string[]): Promise<RecommendationRow[]> {
    return this.database.query(
      `select ${COLUMNS} ${FROM} where recommendation.set_id = any($1) and ${NOW} order by recommendation.position, recommendation.id`,
      [setIds],
    );
  }

  private async condition(criteria: RecommendationCriteria, parameters: unknown[], asOf: Date | null): Promise<string> {
    const conditions = [heldAt(asOf, parameters)];
    const whenAny = (values: readonly string[] | null | undefined, sql: (parameter: string) => string) => {
      if (!values || values.length === 0) return;
      parameters.push(values);
      conditions.push(sql(`$${parameters.length}`));
    };
    whenAny(criteria.sets?.map(canonicalCode), (codes) => `recommendation_set.code = any(${codes})`);
    whenAny(criteria.kinds, (kinds) => `current.kind = any(${kinds})`);
    whenAny(criteria.chapters, (chapters) => `current.chapter = any(${chapters})`);
    whenAny(criteria.attestations, (attestations) => `current.attestation = any(${attestations})`);
    whenAny(
      criteria.systems?.map(canonicalCode),
      (codes) => `exists (
        select from recommendation_version_system relation join information_system on information_system.id = relation.system_id
        where relation.version_id = current.id and information_system.code = any(${codes}))`,
    );
    if (criteria.themes && criteria.themes.length > 0) {
      parameters.push(await this.themes.withNarrower(criteria.themes));
      conditions.push(`exists (
        select from recommendation_version_theme relation
        where relation.version_id = current.id and relation.theme_id = any($${parameters.length}))`);
    }
    return conditions.join(' and ');
  }
}

/** The version that held; the first one of what came with the files held also before it was loaded. */
function heldAt(asOf: Date | null, parameters: unknown[]): string {
  if (!asOf) return NOW;
  parameters.push(asOf.toISOString());
  const at = `$${parameters.length}::timestamptz`;
  return `(current.valid_from <= ${at} or (current.number = 1 and recommendation.created_at is null)) and (current.valid_to is null or current.valid_to > ${at})`;
}
