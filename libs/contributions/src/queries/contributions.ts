import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';
import { readableContributions } from '../policies/reading-gate.js';
import { CONTRIBUTION_COLUMNS, CONTRIBUTION_TABLES, type ContributionRow } from './contribution-rows.js';

/** Reads contributions by key, always through the reading gate. */
@Injectable()
export class Contributions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those of the ids that exist and that the actor may read, in no order. */
  byIds(actor: Actor, ids: readonly string[]): Promise<ContributionRow[]> {
    const parameters: unknown[] = [ids];
    return this.database.query(
      `select ${CONTRIBUTION_COLUMNS} from ${CONTRIBUTION_TABLES}
       where c.id = any($1::uuid[]) and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
      { plan: 'ONCE' },
    );
  }

  /** The same with what their pending revisions say; the caller has made sure that the actor may know of these. */
  pendingByIds(actor: Actor, ids: readonly string[]): Promise<ContributionRow[]> {
    const parameters: unknown[] = [ids];
    return this.database.query(
      `select ${CONTRIBUTION_COLUMNS}, r.audience, r.embargo_until as "embargoUntil"
       from contribution c join revision r on r.id = c.pending_revision_id
       where c.id = any($1::uuid[]) and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
    );
  }

  async byReference(actor: Actor, reference: string): Promise<ContributionRow | undefined> {
    const parameters: unknown[] = [reference.trim().toUpperCase()];
    const rows = await this.database.query<ContributionRow>(
      `select ${CONTRIBUTION_COLUMNS} from ${CONTRIBUTION_TABLES}
       where c.reference = $1 and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
    );
    return rows[0];
  }
}
