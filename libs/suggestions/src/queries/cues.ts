import { Inject, Injectable } from '@nestjs/common';
import { Database, inKeyOrder } from '#libs/platform';

/** Reads the cues of recommendations. */
@Injectable()
export class Cues {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(recommendationIds: readonly string[]): Promise<string[][]> {
    const rows = await this.database.query<{ id: string; phrases: string[] }>(
      'select recommendation_id as id, phrases from recommendation_cues where recommendation_id = any($1::uuid[])',
      [recommendationIds],
    );
    return inKeyOrder(recommendationIds, rows, (row) => row.id).map((row) => row?.phrases ?? []);
  }
}
