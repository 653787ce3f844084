import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { type SourceRow, sourceColumns } from './source-columns.js';

export interface RecommendationSetRow extends SourceRow {
  id: string;
  code: string;
  title: string;
  issuer: string;
  adoptedOn: string | null;
}

const SELECT = `
  select id, code, title, issuer, adopted_on::text as "adoptedOn", ${sourceColumns('recommendation_set')}
  from recommendation_set`;

/** Reads bodies of recommendations. */
@Injectable()
export class RecommendationSets {
  constructor(@Inject(Database) private readonly database: Database) {}

  all(): Promise<RecommendationSetRow[]> {
    return this.database.query(`${SELECT} order by position, id`);
  }

  byIds(ids: readonly string[]): Promise<RecommendationSetRow[]> {
    return this.database.query(`${SELECT} where id = any($1)`, [ids]);
  }
}
