import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import type { LifecycleSubject } from '../policies/lifecycle.js';
import { mayEndRelation } from '../policies/may-end-relation.js';
import { RELATION_TABLES, readableRelations } from '../queries/contribution-relations.js';

/** Takes back what was said of two papers: analysts whatever it is, an author what they said themselves. */
@Injectable()
export class EndRelation {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_FOUND (not there, not readable, taken back already), NOT_ALLOWED, WRONG_STATE. */
  execute(actor: Actor, id: string, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      // The papers before the relation, as those lock who make one; and both before anything is read of them.
      await transaction.query(
        `select c.id from contribution c where c.id in (select unnest(array[from_id, to_id]) from contribution_relation where id = $1)
         order by c.id for share of c`,
        [id],
      );
      await transaction.query('select id from contribution_relation where id = $1 for update', [id]);
      const parameters: unknown[] = [id];
      const [relation] = await transaction.query<
        LifecycleSubject & { fromId: string; toId: string; kind: string; madeBy: string | null }
      >(
        `select x.from_id as "fromId", x.to_id as "toId", x.kind, x.made_by as "madeBy", c.status, c.submitter_id as "submitterId",
           c.pending_status as "pendingStatus"
         from ${RELATION_TABLES} where x.id = $1 and x.valid_to is null and ${readableRelations(actor, parameters)}`,
        parameters,
      );
      if (!relation) throw refuse(ErrorCode.NOT_FOUND, 'There is no such relation.', ['id']);
      if (!mayEndRelation(actor, relation, relation)) {
        throw isAnalyst(actor) || relation.madeBy !== actor.accountId
          ? refuse(ErrorCode.NOT_ALLOWED, 'Only who said this, and analysts, take it back.')
          : refuse(ErrorCode.WRONG_STATE, 'The relations of this contribution stay as they are now.');
      }
      await transaction.query('update contribution_relation set valid_to = clock_timestamp() where id = $1', [id]);
      await transaction.record(actor, {
        kind: 'RelationEnded',
        subjectType: 'ContributionRelation',
        subjectId: id,
        payload: { fromId: relation.fromId, toId: relation.toId, kind: relation.kind },
      });
    }, joined);
  }
}
