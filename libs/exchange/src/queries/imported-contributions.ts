import { Inject, Injectable } from '@nestjs/common';
import { ContributionStatus } from '#libs/contributions';
import { Database } from '#libs/platform';

/** A contribution that an earlier import made. */
export interface ImportedContribution {
  id: string;
  status: ContributionStatus;
  version: number;
  /** By code of the recommendation. `undecided`: imported, and still proposed. */
  links: { recommendation: string; linkId: string; undecided: boolean }[];
}

/** Finds what was imported before, by the keys of the content. */
@Injectable()
export class ImportedContributions {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byKeys(keys: readonly string[]): Promise<Map<string, ImportedContribution>> {
    const rows = await this.database.query<ImportedContribution & { key: string }>(
      `select c.import_key as key, c.id, c.status, c.version, coalesce(linked.links, '[]') as links
       from contribution c left join lateral (
         select json_agg(json_build_object('recommendation', n.code, 'linkId', l.id,
           'undecided', l.origin = 'IMPORTED' and k.state = 'PROPOSED')) as links
         from recommendation_link l join recommendation n on n.id = l.recommendation_id
         join link_claim k on k.link_id = l.id and k.valid_to is null
         where l.contribution_id = c.id) linked on true
       where c.import_key = any($1)`,
      [keys],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }
}
