import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, inKeyOrder } from '#libs/platform';
import { readableContributions } from '../policies/reading-gate.js';

/** Counts published contributions by theme, narrower themes included, each contribution once. */
@Injectable()
export class ThemeCounts {
  constructor(@Inject(Database) private readonly database: Database) {}

  async published(actor: Actor, themeIds: readonly string[]): Promise<number[]> {
    const parameters: unknown[] = [themeIds];
    const rows = await this.database.query<{ root: string; count: number }>(
      `with recursive reach (root, theme) as (
         select id, id from theme where id = any($1::uuid[])
         union all
         select reach.root, t.id from theme t join reach on t.broader_id = reach.theme)
       select reach.root, count(distinct c.id)::int as count
       from reach
         join revision_theme n on n.theme_id = reach.theme
         join contribution c on c.current_revision_id = n.revision_id
       where c.status = 'PUBLISHED' and ${readableContributions(actor, parameters, 'c')}
       group by reach.root`,
      parameters,
    );
    return inKeyOrder(themeIds, rows, (row) => row.root).map((row) => row?.count ?? 0);
  }
}
