import { Inject, Injectable } from '@nestjs/common';
import { Themes } from '#libs/catalogue';
import { Database, ErrorCode, refuse } from '#libs/platform';
import type { CoverageCriteria } from './coverage-links.js';

/** Codes as callers give them. */
export interface CoverageCodes extends Omit<CoverageCriteria, 'recommendationIds' | 'themeIds'> {
  sets?: string[] | null;
  recommendations?: string[] | null;
  themes?: string[] | null;
}

/** Looks up the codes of a filter; an unknown one is refused, so that a slip never reads as "nobody has spoken". */
@Injectable()
export class CoverageCriteriaLookup {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Themes) private readonly themes: Themes,
  ) {}

  async find({ sets, recommendations, themes, events, ...rest }: CoverageCodes): Promise<CoverageCriteria> {
    const criteria: CoverageCriteria = { ...rest, events: events?.map((slug) => slug.toLowerCase()) };
    if (events) await this.known('event', 'slug', criteria.events ?? [], 'events', 'event');
    if (themes) {
      const known = await this.themes.byCodes(themes);
      this.refuseUnknown(themes, (code) => known.has(code), 'themes', 'theme');
      criteria.themeIds = await this.themes.withNarrower(themes.map((code) => known.get(code)?.code ?? code));
    }
    if (sets || recommendations) {
      const upper = (codes: string[] | null | undefined) => codes?.map((code) => code.toUpperCase()) ?? null;
      if (sets) await this.known('recommendation_set', 'code', upper(sets) ?? [], 'sets', 'recommendation set');
      if (recommendations)
        await this.known('recommendation', 'code', upper(recommendations) ?? [], 'recommendations', 'recommendation');
      const rows = await this.database.query<{ id: string }>(
        `select n.id from recommendation n join recommendation_set s on s.id = n.set_id
         where ($1::text[] is null or s.code = any($1)) and ($2::text[] is null or n.code = any($2))`,
        [upper(sets), upper(recommendations)],
      );
      criteria.recommendationIds = rows.map((row) => row.id);
    }
    return criteria;
  }

  private async known(
    table: 'event' | 'recommendation_set' | 'recommendation',
    column: 'slug' | 'code',
    values: string[],
    field: string,
    word: string,
  ) {
    const rows = await this.database.query<{ value: string }>(
      `select ${column} as value from ${table} where ${column} = any($1::text[])`,
      [values],
    );
    const found = new Set(rows.map((row) => row.value));
    this.refuseUnknown(values, (value) => found.has(value), field, word);
  }

  private refuseUnknown(values: string[], isKnown: (value: string) => boolean, field: string, word: string): void {
    const unknown = values.filter((value) => !isKnown(value));
    if (unknown.length > 0)
      throw refuse(ErrorCode.INVALID, `There is no ${word} ${unknown.map((v) => `“${v}”`).join(', ')}.`, [
        'filter',
        field,
      ]);
  }
}
