import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database } from '#libs/platform';
import { readableContributions, readableOnceForThem } from '../policies/reading-gate.js';

export interface RevisionRow {
  id: string;
  contributionId: string;
  number: number;
  createdAt: Date;
  note: string | null;
  sha256: string;
  title: string;
  /** Null when the contribution was withdrawn: its text is not shown again. */
  abstract: string | null;
  body: string | null;
}

/**
 * Reads frozen revisions. The current one is read by whoever may read the contribution, earlier ones that were published by those for whom
 * they were; the others by its submitter and, once submitted, by analysts.
 */
@Injectable()
export class Revisions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** All, or those that had been published by an instant. */
  async ofContribution(actor: Actor, contributionId: string, asOf: Date | null = null): Promise<RevisionRow[]> {
    if (!asOf) return this.select(actor, 'v.contribution_id = $1', contributionId);
    return this.select(
      actor,
      'v.contribution_id = $1 and exists (select from publication b where b.revision_id = v.id and b.valid_from <= $2::timestamptz)',
      contributionId,
      asOf.toISOString(),
    );
  }

  async byIds(actor: Actor, ids: readonly string[]): Promise<RevisionRow[]> {
    return this.select(actor, 'v.id = any($1::uuid[])', ids);
  }

  private select(actor: Actor, condition: string, ...parameters: unknown[]): Promise<RevisionRow[]> {
    const gate = readableContributions(actor, parameters, 'c');
    const wasPublished = 'exists (select from publication p where p.revision_id = v.id)';
    const once = readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'v' });
    let inner = `not ${wasPublished}`;
    if (!isAnalyst(actor)) {
      parameters.push(actor.accountId);
      inner = `c.submitter_id = $${parameters.length}::uuid`;
    }
    return this.database.query(
      `select v.id, v.contribution_id as "contributionId", v.number, v.created_at as "createdAt", v.note, v.sha256, v.title,
         case when c.status = 'WITHDRAWN' then null else v.abstract end as abstract,
         case when c.status = 'WITHDRAWN' then null else v.body end as body
       from revision v join contribution c on c.id = v.contribution_id
       where ${condition} and v.frozen_at is not null and ${gate}
         and (${inner} or ${wasPublished} and ${once})
       order by v.contribution_id, v.number`,
      parameters,
    );
  }
}
