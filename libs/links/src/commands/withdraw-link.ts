import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import { openOwnProposal } from './own-proposal.js';

/** Takes a proposed link back: its claim is closed and none follows. What was claimed stays in the record; it is read only as it stood (`asOf`). */
@Injectable()
export class WithdrawLink {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses like openOwnProposal. */
  execute(actor: Actor, id: string, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const link = await openOwnProposal(transaction, actor, id);
      await transaction.query(
        'update link_claim set valid_to = clock_timestamp() where link_id = $1 and valid_to is null',
        [id],
      );
      await transaction.record(actor, {
        kind: 'LinkWithdrawn',
        subjectType: 'RecommendationLink',
        subjectId: id,
        subjectVersion: link.number,
        payload: { contributionId: link.contributionId },
      });
    }, joined);
  }
}
