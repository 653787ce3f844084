import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';
import { replacePublication } from './publication-store.js';
import { readRevision } from './revision-store.js';

/** Makes a reviewed contribution public record, or replaces the published revision by the reviewed next one. */
@Injectable()
export class PublishContribution {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openForChange. */
  execute(actor: Actor, change: ChangeOf, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.PUBLISH, change);
      const revisionId = contribution.pendingRevisionId ?? contribution.currentRevisionId;
      const { content } = await readRevision(transaction, revisionId);
      await replacePublication(transaction, contribution.id, revisionId);
      // The first publication is the one that lists are ordered by; the constraint wants it set before the state.
      await transaction.query(
        `update contribution set published_at = now(), sort_at = now() where id = $1 and published_at is null`,
        [contribution.id],
      );
      await closeChange(transaction, contribution, {
        status: ContributionStatus.PUBLISHED,
        current_revision_id: revisionId,
        pending_revision_id: null,
        pending_status: null,
        audience: content.audience,
        embargo_until: content.embargoUntil,
      });
      await transaction.record(actor, {
        kind: 'ContributionPublished',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { revisionId, replaces: contribution.pendingRevisionId ? contribution.currentRevisionId : null },
      });
    }, joined);
  }
}
