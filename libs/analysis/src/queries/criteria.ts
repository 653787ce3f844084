import { Inject, Injectable } from '@nestjs/common';
import { refuseUnknown, type SubjectCodes, SubjectLookup } from '#libs/contributions';
import { Database } from '#libs/platform';
import type { CoverageCriteria } from './coverage-links.js';

/** Codes as callers give them. */
export interface CoverageCodes
  extends Omit<CoverageCriteria, 'recommendationIds' | 'themeIds' | 'systemIds' | 'eventIds'>,
    SubjectCodes {
  sets?: string[] | null;
  recommendations?: string[] | null;
}

/** Looks up the codes of a filter of coverage; unknown ones are refused. */
@Injectable()
export class CoverageCriteriaLookup {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SubjectLookup) private readonly subjects: SubjectLookup,
  ) {}

  async find({ sets, recommendations, themes, systems, events, ...rest }: CoverageCodes): Promise<CoverageCriteria> {
    const criteria: CoverageCriteria = {
      ...rest,
      organisationIds: await this.subjects.organisations(rest.organisationIds),
      ...(await this.subjects.find({ themes, systems, events })),
    };
    if (!sets?.length && !recommendations?.length) return criteria;
    const wantedSets = await this.known('recommendation_set', sets, 'sets', 'recommendation set');
    const wanted = await this.known('recommendation', recommendations, 'recommendations', 'recommendation');
    const rows = await this.database.query<{ id: string }>(
      `select n.id from recommendation n join recommendation_set s on s.id = n.set_id
       where ($1::text[] is null or s.code = any($1)) and ($2::text[] is null or n.code = any($2))`,
      [wantedSets, wanted],
    );
    return { ...criteria, recommendationIds: rows.map((row) => row.id) };
  }

  /** The codes in upper case, all of them known; null when none were given. */
  private async known(
    table: 'recommendation_set' | 'recommendation',
    given: string[] | null | undefined,
    field: string,
    word: string,
  ): Promise<string[] | null> {
    if (!given?.length) return null;
    const codes = given.map((code) => code.toUpperCase());
    const rows = await this.database.query<{ code: string }>(`select code from ${table} where code = any($1::text[])`, [
      codes,
    ]);
    refuseUnknown(codes, new Set(rows.map((row) => row.code)), field, word);
    return codes;
  }
}
