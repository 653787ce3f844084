import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { textDiffers } from '../policies/content.js';
import { ContributionAction, ContributionStatus, partiesOf, transitionFor } from '../policies/lifecycle.js';
import { type ContentInput, ContentResolution } from './content-resolution.js';
import { type ChangeOf, closeChange, type OpenContribution, openForChange } from './open-for-change.js';
import { insertRevision, readRevision, replaceContent } from './revision-store.js';
import { TagContribution } from './tag-contribution.js';

/**
 * Changes what a contribution says. A draft is changed in place; after changes were requested, and of a published one, the
 * next revision is started beside the frozen one. Analysts may change the tags (themes, systems, event) of what was submitted.
 */
@Injectable()
export class ReviseContribution {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ContentResolution) private readonly resolution: ContentResolution,
    @Inject(TagContribution) private readonly tagContribution: TagContribution,
  ) {}

  /** Refuses like openForChange, and INVALID or NOT_FOUND with the path of each field. */
  execute(actor: Actor, change: ChangeOf, input: ContentInput, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      if (await this.isTagging(transaction, actor, change)) {
        return this.tagContribution.execute(actor, change, input, transaction);
      }
      const { contribution } = await openForChange(transaction, actor, ContributionAction.REVISE, change);
      const base = await readRevision(transaction, contribution.pendingRevisionId ?? contribution.currentRevisionId);
      const content = await this.resolution.apply(transaction, contribution.kind, base.content, input);
      const text = textDiffers(base.content, content);
      const textVersion = base.textVersion + (text ? 1 : 0);
      let revisionId = base.id;
      if (base.frozen) {
        const [last] = await transaction.query<{ number: number }>(
          'select max(number) as number from revision where contribution_id = $1',
          [contribution.id],
        );
        revisionId = await insertRevision(
          transaction,
          contribution,
          { number: (last?.number ?? 0) + 1, textVersion },
          content,
          change.note,
        );
      } else {
        await replaceContent(transaction, contribution.kind, { id: base.id, textVersion }, content);
      }
      await closeChange(transaction, contribution, this.columns(contribution, revisionId, content));
      await transaction.record(actor, {
        kind: 'ContributionRevised',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { revisionId, text: text || base.frozen },
      });
    }, joined);
  }

  private columns(
    contribution: OpenContribution,
    revisionId: string,
    content: { audience: string; embargoUntil: Date | null },
  ) {
    if (contribution.status === ContributionStatus.PUBLISHED) {
      return {
        pending_revision_id: revisionId,
        pending_status: contribution.pendingStatus ?? ContributionStatus.DRAFT,
      };
    }
    return { current_revision_id: revisionId, audience: content.audience, embargo_until: content.embargoUntil };
  }

  /** An analyst who does not stand in for the submitter changes tags, nothing else. */
  private async isTagging(transaction: Transaction, actor: Actor, change: ChangeOf): Promise<boolean> {
    const [row] = await transaction.query<{
      submitterId: string | null;
      status: ContributionStatus;
      pendingStatus: ContributionStatus | null;
    }>(
      'select submitter_id as "submitterId", status, pending_status as "pendingStatus" from contribution where id = $1',
      [change.id],
    );
    if (!row) throw refuse(ErrorCode.NOT_FOUND, 'There is no such contribution.', ['id']);
    const parties = partiesOf(actor, row);
    if (!parties.has('ANALYST')) return false;
    return !parties.has('SUBMITTER') || !('transition' in transitionFor(actor, ContributionAction.REVISE, row));
  }
}
