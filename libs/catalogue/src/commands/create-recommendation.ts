import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type Actor, isAdministrator } from '#libs/identity';
import { Database, ErrorCode, refuse, tidyText, tidyTextOrNull } from '#libs/platform';
import { Recommendation } from '../entities/recommendation.entity.js';
import { RecommendationVersion } from '../entities/recommendation-version.entity.js';
import { CODE_SHAPE, CODE_WORDS, canonicalCode } from '../policies/codes.js';
import type { Attestation, RecommendationKind } from '../policies/terms.js';
import { Systems } from '../queries/systems.js';
import { Themes } from '../queries/themes.js';
import { knownIds, nameSubjects } from './name-subjects.js';
import { tidyWords } from './tidy-words.js';

export interface NewRecommendation {
  code: string;
  /** Code. */
  set: string;
  kind: RecommendationKind;
  chapter: string;
  title: string;
  summary: string;
  addressees: string[];
  source: {
    document: string;
    url?: string | null;
    section?: string | null;
    page?: string | null;
    stage?: string | null;
    attestation: Attestation;
    note?: string | null;
  };
  /** Codes. */
  themes: string[];
  systems: string[];
}

/** Adds a recommendation at the end of a set, in its first version. For administrators. */
@Injectable()
export class CreateRecommendation {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Themes) private readonly themes: Themes,
    @Inject(Systems) private readonly systems: Systems,
  ) {}

  /** Refuses NOT_ALLOWED, INVALID (code, empty), NOT_FOUND (set, theme, system), DUPLICATE (the code). */
  async execute(actor: Actor, input: NewRecommendation): Promise<void> {
    if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators add recommendations.');
    const code = canonicalCode(input.code);
    if (!CODE_SHAPE.test(code)) throw refuse(ErrorCode.INVALID, `Give ${CODE_WORDS}, e.g. HLEG-ESP-01.`, ['code']);
    const text = tidyWords(input);
    const document = tidyText(input.source.document);
    if (document === '')
      throw refuse(ErrorCode.INVALID, 'Name the document that it stands in.', ['source', 'document']);
    const themeIds = knownIds(await this.themes.byCodes(input.themes), input.themes, 'theme');
    const systemIds = knownIds(await this.systems.byCodes(input.systems), input.systems, 'system');
    await this.database.transaction(async (transaction) => {
      // One at a time in a set: each takes the next place.
      const [set] = await transaction.query<{ id: string }>(
        'select id from recommendation_set where code = $1 for update',
        [canonicalCode(input.set)],
      );
      if (!set)
        throw refuse(ErrorCode.NOT_FOUND, `There is no recommendation set “${input.set.slice(0, 60)}”.`, ['set']);
      const [known] = await transaction.query('select 1 from recommendation where code = $1', [code]);
      if (known) throw refuse(ErrorCode.DUPLICATE, `There is a recommendation ${code} already.`, ['code']);
      const [place] = await transaction.query<{ next: number; now: Date }>(
        `select coalesce(max(position), 0)::int + 1 as next, date_trunc('milliseconds', clock_timestamp()) as now
         from recommendation where set_id = $1`,
        [set.id],
      );
      const now = place?.now ?? new Date();
      const id = v7();
      const versionId = v7();
      await transaction.manager.insert(Recommendation, {
        id,
        setId: set.id,
        code,
        position: place?.next ?? 1,
        version: 1,
        createdAt: now,
      });
      await transaction.manager.insert(RecommendationVersion, {
        id: versionId,
        recommendationId: id,
        number: 1,
        kind: input.kind,
        ...text,
        addressees: input.addressees.map(tidyText).filter((addressee) => addressee !== ''),
        addresseesInferred: [],
        sourceDocument: document,
        sourceUrl: input.source.url ?? null,
        sourceSection: tidyTextOrNull(input.source.section),
        sourcePage: tidyTextOrNull(input.source.page),
        sourceStage: tidyTextOrNull(input.source.stage),
        attestation: input.source.attestation,
        note: tidyTextOrNull(input.source.note),
        // It comes from no file.
        contentHash: '',
        validFrom: now,
      });
      await nameSubjects(transaction, versionId, { themeIds, systemIds });
      await transaction.record(actor, {
        kind: 'RecommendationAdded',
        subjectType: 'Recommendation',
        subjectId: id,
        subjectVersion: 1,
        payload: { code },
      });
    });
  }
}
