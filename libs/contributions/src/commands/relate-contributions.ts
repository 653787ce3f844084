import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction, tidyTextOrNull } from '#libs/platform';
import { ContributionAction, type LifecycleSubject, partiesOf, transitionFor } from '../policies/lifecycle.js';
import { readableContributions } from '../policies/reading-gate.js';
import { RelationKind, RelationOrigin, relationLimits } from '../policies/relation.js';
import { RELATION_TABLES, readableRelations } from '../queries/contribution-relations.js';
import { refuseState } from './open-for-change.js';

/** What is said of two papers. */
export interface RelationInput {
  /** UUID of the one that responds, supersedes, complements or contradicts. */
  fromId: string;
  toId: string;
  kind: RelationKind;
  note?: string | null;
}

interface End extends LifecycleSubject {
  id: string;
}

/** Says how a paper stands to another. It needs the right to read both, and to link the first. */
@Injectable()
export class RelateContributions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Returns the relation's UUID. Refuses NOT_FOUND (either end), NOT_ALLOWED, WRONG_STATE, INVALID (with itself, or a circle of papers
   * that supersede each other), DUPLICATE (the pair has this kind already, whichever way round), LIMIT_REACHED.
   */
  execute(actor: Actor, input: RelationInput, joined?: Transaction): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const { from } = await this.openEnds(transaction, actor, input);
      const note = tidyTextOrNull(input.note);
      if (input.kind === RelationKind.SUPERSEDES) await this.refuseCircle(transaction, actor, input);
      await this.refuseTooMany(transaction, actor, input.fromId);
      const id = v7();
      const byAnalyst = partiesOf(actor, from).has('ANALYST');
      await transaction.query(
        `insert into contribution_relation (id, from_id, to_id, kind, note, origin, made_by, valid_from)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
        [
          id,
          input.fromId,
          input.toId,
          input.kind,
          note,
          byAnalyst ? RelationOrigin.ANALYST : RelationOrigin.AUTHOR,
          actor.accountId,
        ],
      );
      await transaction.record(actor, {
        kind: 'ContributionsRelated',
        subjectType: 'ContributionRelation',
        subjectId: id,
        payload: { fromId: input.fromId, toId: input.toId, kind: input.kind },
      });
      return id;
    }, joined);
  }

  private async openEnds(transaction: Transaction, actor: Actor, input: RelationInput): Promise<{ from: End }> {
    // First the lock, then the reading; in the order of ids, so that two who relate the same papers don't wait for each other in a circle.
    await transaction.query('select id from contribution where id = any($1::uuid[]) order by id for share', [
      [input.fromId, input.toId],
    ]);
    const parameters: unknown[] = [[input.fromId, input.toId]];
    const ends = await transaction.query<End>(
      `select c.id, c.status, c.submitter_id as "submitterId", c.pending_status as "pendingStatus"
       from contribution c where c.id = any($1::uuid[]) and ${readableContributions(actor, parameters, 'c')}`,
      parameters,
    );
    const from = ends.find(({ id }) => id === input.fromId);
    if (!from) throw refuse(ErrorCode.NOT_FOUND, 'There is no such contribution.', ['from']);
    const answer = transitionFor(actor, ContributionAction.RELATE, from);
    if ('refused' in answer) {
      throw answer.refused === 'NOT_ALLOWED'
        ? refuse(ErrorCode.NOT_ALLOWED, 'Only its author and analysts say what a contribution is to another.')
        : refuseState(ContributionAction.RELATE, from);
    }
    if (input.fromId === input.toId)
      throw refuse(ErrorCode.INVALID, 'A contribution cannot be related to itself; name another.', ['to']);
    if (!ends.some(({ id }) => id === input.toId))
      throw refuse(ErrorCode.NOT_FOUND, 'There is no such contribution.', ['to']);
    return { from };
  }

  /** Over what the actor may read: what goes on elsewhere is not hinted at. One at a time, so that two cannot close a circle together. */
  private async refuseCircle(transaction: Transaction, actor: Actor, input: RelationInput): Promise<void> {
    await transaction.query(`select pg_advisory_xact_lock(hashtext('contribution_relation'))`);
    const parameters: unknown[] = [input.toId, input.fromId];
    const [circle] = await transaction.query<{ met: boolean }>(
      `with recursive held (from_id, to_id) as materialized (
         select x.from_id, x.to_id from ${RELATION_TABLES}
         where x.kind = 'SUPERSEDES' and x.valid_to is null and ${readableRelations(actor, parameters)}),
       reach (id) as (
         select $1::uuid union select held.to_id from held join reach on held.from_id = reach.id)
       select exists (select from reach where id = $2::uuid) as met`,
      parameters,
    );
    if (circle?.met)
      throw refuse(
        ErrorCode.INVALID,
        'The other one supersedes this one already, itself or through others; take that back first.',
        ['to'],
      );
  }

  private async refuseTooMany(transaction: Transaction, actor: Actor, fromId: string): Promise<void> {
    const parameters: unknown[] = [fromId];
    const [made] = await transaction.query<{ count: number }>(
      `select count(*)::int as count from ${RELATION_TABLES}
       where x.from_id = $1 and x.valid_to is null and ${readableRelations(actor, parameters)}`,
      parameters,
    );
    if ((made?.count ?? 0) >= relationLimits.ofOne)
      throw refuse(
        ErrorCode.LIMIT_REACHED,
        `A contribution can be related to ${relationLimits.ofOne} others at most; take one back first.`,
        ['from'],
      );
  }
}
