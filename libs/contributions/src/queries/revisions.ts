import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database } from '#libs/platform';
import { readableContributions } from '../policies/reading-gate.js';

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
 * Reads frozen revisions. Those that were published are read by whoever may read the contribution; the others by its
 * submitter and, once submitted, by analysts.
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
    let inner = 'true';
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
         and (${inner} or exists (select from publication p where p.revision_id = v.id))
       order by v.contribution_id, v.number`,
      parameters,
    );
  }
}
