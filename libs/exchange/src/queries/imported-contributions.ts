import { Inject, Injectable } from '@nestjs/common';
import { ContributionStatus } from '#libs/contributions';
import { LINK_TABLES, SUSPECT } from '#libs/links';
import { Database } from '#libs/platform';

/** A contribution that an earlier import made. */
export interface ImportedContribution {
  id: string;
  status: ContributionStatus;
  version: number;
  /** By code of the recommendation. `undecided`: imported, and still proposed; `suspect`: somebody has to look at it. */
  links: { recommendation: string; linkId: string; undecided: boolean; suspect: boolean }[];
}

/** Finds what was imported before, by the keys of the content. */
@Injectable()
export class ImportedContributions {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byKeys(keys: readonly string[]): Promise<Map<string, ImportedContribution>> {
    const rows = await this.database.query<ImportedContribution & { key: string }>(
      `select own.import_key as key, own.id, own.status, own.version, coalesce(linked.links, '[]') as links
       from contribution own left join lateral (
         select json_agg(json_build_object('recommendation', n.code, 'linkId', l.id,
           'undecided', l.origin = 'IMPORTED' and k.state = 'PROPOSED', 'suspect', ${SUSPECT})) as links
         from ${LINK_TABLES} where l.contribution_id = own.id) linked on true
       where own.import_key = any($1)`,
      [keys],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }
}
