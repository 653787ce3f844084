import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type Actor, isAdministrator } from '#libs/identity';
import { checkVersion, Database, ErrorCode, refuse } from '#libs/platform';
import { canonicalCode } from '../policies/codes.js';
import { Recommendations } from '../queries/recommendations.js';
import { Relations } from '../queries/relations.js';
import { Systems } from '../queries/systems.js';
import { Themes } from '../queries/themes.js';
import { knownIds, nameSubjects } from './name-subjects.js';
import { tidyWords } from './tidy-words.js';

export interface RecommendationInput {
  code: string;
  /** The version the caller has seen. */
  version: number;
  title: string;
  summary: string;
  chapter: string;
  /** Codes. */
  themes: string[];
  systems: string[];
}

/**
 * Gives a recommendation a new version: the old one ends in the instant in which the new one begins. Links were made to the old one and
 * turn suspect. Source and addressees stay. For administrators.
 */
@Injectable()
export class ReviseRecommendation {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
    @Inject(Relations) private readonly relations: Relations,
    @Inject(Themes) private readonly themes: Themes,
    @Inject(Systems) private readonly systems: Systems,
  ) {}

  /** Refuses NOT_ALLOWED, NOT_FOUND, VERSION_CONFLICT, INVALID (empty, unknown codes, nothing changed). */
  async execute(actor: Actor, input: RecommendationInput): Promise<void> {
    if (!isAdministrator(actor))
      throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators change what recommendations say.');
    const text = tidyWords(input);
    const themeIds = knownIds(await this.themes.byCodes(input.themes), input.themes, 'theme');
    const systemIds = knownIds(await this.systems.byCodes(input.systems), input.systems, 'system');
    await this.database.transaction(async (transaction) => {
      const [held] = await transaction.query<{ id: string; version: number }>(
        'select id, version from recommendation where code = $1 for update',
        [canonicalCode(input.code)],
      );
      if (!held)
        throw refuse(ErrorCode.NOT_FOUND, `There is no recommendation “${input.code.slice(0, 60)}”.`, ['code']);
      checkVersion('recommendation', held.version, input.version);
      const [current] = await this.recommendations.byIds([held.id]);
      if (!current) throw new Error(`Recommendation ${held.id} has no current version.`);
      const named = async (relation: 'themesOfVersion' | 'systemsOfVersion') =>
        (await this.relations.of(relation, [current.versionId])).map((row) => row.otherId);
      const isSame =
        current.title === text.title &&
        current.summary === text.summary &&
        current.chapter === text.chapter &&
        String(await named('themesOfVersion')) === String(themeIds) &&
        String(await named('systemsOfVersion')) === String(systemIds);
      if (isSame) throw refuse(ErrorCode.INVALID, 'Nothing is different, so no version was made.');
      const [clock] = await transaction.query<{ now: Date }>(
        `select date_trunc('milliseconds', clock_timestamp()) as now`,
      );
      await transaction.query(
        `update recommendation_version set valid_to = greatest($2::timestamptz, valid_from) where id = $1`,
        [current.versionId, clock?.now],
      );
      const versionId = v7();
      // The hash stays that of the file's item: a start with the same file leaves this edit alone.
      await transaction.query(
        `insert into recommendation_version (id, recommendation_id, number, kind, chapter, title, summary, addressees, addressees_inferred,
           source_document, source_url, source_section, source_page, source_stage, attestation, note, content_hash, valid_from)
         select $2, recommendation_id, number + 1, kind, $3, $4, $5, addressees, addressees_inferred,
           source_document, source_url, source_section, source_page, source_stage, attestation, note, content_hash, valid_to
         from recommendation_version where id = $1`,
        [current.versionId, versionId, text.chapter, text.title, text.summary],
      );
      await transaction.query('update recommendation set version = version + 1 where id = $1', [held.id]);
      await nameSubjects(transaction, versionId, { themeIds, systemIds });
      await transaction.record(actor, {
        kind: 'RecommendationChanged',
        subjectType: 'Recommendation',
        subjectId: held.id,
        subjectVersion: held.version + 1,
        payload: { code: current.code, version: held.version + 1 },
      });
    });
  }
}
