import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, inKeyOrder } from '#libs/platform';
import { publicRecordAt, readableContributions, readableOnceForThem } from '../policies/reading-gate.js';

/** Counts published contributions by theme, narrower themes included, each contribution once. */
@Injectable()
export class ThemeCounts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Now, or as it stood: what was published then, of what the actor may read today; what was under embargo then was no public record. */
  async published(actor: Actor, themeIds: readonly string[], asOf?: Date | null): Promise<number[]> {
    const parameters: unknown[] = [themeIds];
    if (asOf) parameters.push(asOf.toISOString());
    const published = asOf
      ? `join publication p on p.revision_id = n.revision_id
         join revision r on r.id = n.revision_id
         join contribution c on c.id = p.contribution_id and ${publicRecordAt('$2::timestamptz', { publication: 'p', contribution: 'c' })}`
      : `join contribution c on c.current_revision_id = n.revision_id and c.status = 'PUBLISHED'`;
    const rows = await this.database.query<{ root: string; count: number }>(
      `with recursive reach (root, theme) as (
         select id, id from theme where id = any($1::uuid[])
         union all
         select reach.root, t.id from theme t join reach on t.broader_id = reach.theme)
       select reach.root, count(distinct c.id)::int as count
       from reach
         join revision_theme n on n.theme_id = reach.theme
         ${published}
       where ${readableContributions(actor, parameters, 'c')}
         and ${asOf ? readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'r' }) : 'true'}
       group by reach.root`,
      parameters,
    );
    return inKeyOrder(themeIds, rows, (row) => row.root).map((row) => row?.count ?? 0);
  }
}
