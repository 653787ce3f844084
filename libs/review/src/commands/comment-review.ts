import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { keepPassages, locateQuote, Passages } from '#libs/documents';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, refuse, tidyText } from '#libs/platform';
import { ReviewComment } from '../entities/review-comment.entity.js';
import { holdInReview } from '../queries/in-review.js';

export interface CommentInput {
  contributionId: string;
  /** UUID; null: it is about the whole. */
  passageId: string | null;
  quote: string | null;
  text: string;
}

/** Notes what should be changed, and takes such a note back before it was sent. It is kept at once, and sent with the request for changes. */
@Injectable()
export class CommentReview {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  /** Refuses NOT_ALLOWED, NOT_FOUND (contribution, passage), WRONG_STATE (not in review), INVALID (text, quote). */
  add(actor: Actor, input: CommentInput): Promise<void> {
    const madeBy = analyst(actor);
    return this.database.transaction(async (transaction) => {
      const { status } = await holdInReview(transaction, actor, input.contributionId);
      if (status === 'CHANGES_REQUESTED')
        throw refuse(ErrorCode.WRONG_STATE, 'It is with its author; comment when it comes back.');
      const text = tidyText(input.text);
      if (text === '') throw refuse(ErrorCode.INVALID, 'Say what should be changed.', ['text']);
      const quote = input.quote?.trim() || null;
      if (quote !== null && input.passageId === null)
        throw refuse(ErrorCode.INVALID, 'Words are quoted from a passage: name it.', ['passage']);
      let said = quote;
      if (input.passageId !== null) {
        const [passage] = await this.passages.quotable(transaction, input.contributionId, input.passageId);
        if (!passage) throw refuse(ErrorCode.NOT_FOUND, 'This contribution has no such passage now.', ['passage']);
        if (quote !== null) {
          const place = locateQuote([passage], { quote });
          if (place === 'ABSENT')
            throw refuse(ErrorCode.INVALID, 'These words do not stand in the passage.', ['quote']);
          // Twice the same words mean the same thing to a reader of the comment.
          if (place !== 'AMBIGUOUS') said = place.quote;
        }
        await keepPassages(transaction, [input.passageId]);
      }
      const id = v7();
      await transaction.manager.insert(ReviewComment, {
        id,
        contributionId: input.contributionId,
        passageId: input.passageId,
        quote: said,
        text,
        madeBy,
      });
      await transaction.record(actor, {
        kind: 'ReviewCommented',
        subjectType: 'Contribution',
        subjectId: input.contributionId,
        payload: { commentId: id, passageId: input.passageId },
      });
    });
  }

  /** Returns the contribution's UUID. Refuses NOT_ALLOWED, NOT_FOUND, WRONG_STATE (sent already). */
  remove(actor: Actor, commentId: string): Promise<string> {
    analyst(actor);
    return this.database.transaction(async (transaction) => {
      const [comment] = await transaction.query<{ contributionId: string; sent: boolean }>(
        `select contribution_id as "contributionId", sent_at is not null as sent from review_comment where id = $1`,
        [commentId],
      );
      if (!comment) throw refuse(ErrorCode.NOT_FOUND, 'There is no such comment.', ['id']);
      await holdInReview(transaction, actor, comment.contributionId);
      const removed = await transaction.query(
        'with gone as (delete from review_comment where id = $1 and sent_at is null returning id) select id from gone',
        [commentId],
      );
      if (removed.length === 0)
        throw refuse(ErrorCode.WRONG_STATE, 'The author has this comment already; it stays in the record.');
      await transaction.record(actor, {
        kind: 'ReviewCommentRemoved',
        subjectType: 'Contribution',
        subjectId: comment.contributionId,
        payload: { commentId },
      });
      return comment.contributionId;
    });
  }
}

function analyst(actor: Actor): string {
  if (!isAnalyst(actor) || actor.accountId === null)
    throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts comment on what is under review.');
  return actor.accountId;
}
