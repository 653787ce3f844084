import { Inject, Injectable } from '@nestjs/common';
import { readableRevisions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';

/** What a revision said, all of it. */
export interface RevisionText {
  id: string;
  number: number;
  title: string;
  abstract: string;
  body: string | null;
  /** The kind's own fields by name: a text, or a text for each entry. */
  fields: Record<string, string | string[] | null>;
}

/** Reads the stored text of frozen revisions, through the gate of revisions. */
@Injectable()
export class RevisionTexts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those of a contribution with one of the ids or the number, that the actor may read with all they hold. */
  of(actor: Actor, contributionId: string, ids: readonly string[], number: number | null): Promise<RevisionText[]> {
    const parameters: unknown[] = [contributionId, ids, number];
    const gate = readableRevisions(actor, parameters, { contribution: 'c', revision: 'r' });
    return this.database.query(
      `select r.id, r.number, r.title, r.abstract, r.body, jsonb_strip_nulls(jsonb_build_object(
           'statement', p.statement, 'asks', p.asks, 'technology', t.technology, 'standards', t.standards, 'limits', t.limits,
           'prerequisites', i.prerequisites, 'risks', i.risks, 'costBasis', i.cost_basis)) as fields
       from revision r join contribution c on c.id = r.contribution_id
         left join position_paper p on p.revision_id = r.id
         left join technology_note t on t.revision_id = r.id
         left join implementation_option i on i.revision_id = r.id
       where r.contribution_id = $1 and (r.id = any($2::uuid[]) or r.number = $3::int) and r.frozen_at is not null and ${gate}`,
      parameters,
    );
  }
}
