import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, inKeyOrder } from '#libs/platform';
import type { LifecycleSubject } from '../policies/lifecycle.js';
import { publicRecordAt, readableContributions } from '../policies/reading-gate.js';
import type { RelationKind, RelationOrigin } from '../policies/relation.js';

/** With the state of the paper it was made from, by which it can be taken back. */
export interface RelationRow extends LifecycleSubject {
  id: string;
  fromId: string;
  toId: string;
  kind: RelationKind;
  note: string | null;
  origin: RelationOrigin;
  madeBy: string | null;
  madeAt: Date;
  endedAt: Date | null;
}

const COLUMNS = `x.id, x.from_id as "fromId", x.to_id as "toId", x.kind, x.note, x.origin, x.made_by as "madeBy",
  x.valid_from as "madeAt", x.valid_to as "endedAt", c.status, c.pending_status as "pendingStatus",
  c.submitter_id as "submitterId"`;

/** Relations with both ends: as `c` the one that responds or supersedes, as `o` the other. */
export const RELATION_TABLES = `contribution_relation x
  join contribution c on c.id = x.from_id
  join contribution o on o.id = x.to_id`;

/** Which relations an actor may read: SQL over RELATION_TABLES. Who may not read one of the ends is told nothing of it. */
export function readableRelations(actor: Actor, parameters: unknown[]): string {
  return `(${readableContributions(actor, parameters, 'c')} and ${readableContributions(actor, parameters, 'o')})`;
}

/** What held at an instant (`at`: SQL) between two papers that were public record then. */
function heldBetweenPublished(at: string): string {
  const published = (contribution: string) =>
    `exists (select from publication p where p.contribution_id = ${contribution}.id and ${publicRecordAt(at, { publication: 'p', contribution })})`;
  return `x.valid_from <= ${at} and (x.valid_to is null or x.valid_to > ${at}) and ${published('c')} and ${published('o')}`;
}

/** Reads what papers are to each other, through the gate of both. */
@Injectable()
export class ContributionRelations {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Of each contribution: those that hold, or held at an instant, of either direction, in the order they were made. */
  async ofContributions(actor: Actor, ids: readonly string[], asOf: Date | null = null): Promise<RelationRow[][]> {
    const parameters: unknown[] = [ids];
    let held = 'x.valid_to is null';
    if (asOf) {
      parameters.push(asOf.toISOString());
      held = heldBetweenPublished(`$${parameters.length}::timestamptz`);
    }
    const rows = await this.database.query<RelationRow>(
      `select ${COLUMNS} from ${RELATION_TABLES}
       where (x.from_id = any($1::uuid[]) or x.to_id = any($1::uuid[])) and ${held} and ${readableRelations(actor, parameters)}
       order by x.valid_from, x.id`,
      parameters,
    );
    const sides = new Map<string, RelationRow[]>(ids.map((id) => [id, []]));
    for (const row of rows) for (const end of [row.fromId, row.toId]) sides.get(end)?.push(row);
    return ids.map((id) => sides.get(id) ?? []);
  }

  /** Those that were taken back are told to analysts and to the submitter of the paper that made them. */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(RelationRow | null)[]> {
    const parameters: unknown[] = [ids];
    const conditions = ['x.valid_to is null'];
    if (isAnalyst(actor)) conditions.push('true');
    else if (actor.accountId !== null) {
      parameters.push(actor.accountId);
      conditions.push(`c.submitter_id = $${parameters.length}::uuid`);
    }
    const rows = await this.database.query<RelationRow>(
      `select ${COLUMNS} from ${RELATION_TABLES}
       where x.id = any($1::uuid[]) and (${conditions.join(' or ')}) and ${readableRelations(actor, parameters)}`,
      parameters,
    );
    return inKeyOrder(ids, rows, (row) => row.id);
  }
}
