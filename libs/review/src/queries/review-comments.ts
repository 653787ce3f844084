import { Inject, Injectable } from '@nestjs/common';
import { readableContributions } from '#libs/contributions';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database } from '#libs/platform';

export interface ReviewCommentRow {
  id: string;
  contributionId: string;
  passageId: string | null;
  quote: string | null;
  text: string;
  madeBy: string;
  madeAt: Date;
  sentAt: Date | null;
}

/** Reads comments of reviews: analysts all of them, the submitter what was sent. Of a withdrawn contribution none: they quote it. */
@Injectable()
export class ReviewComments {
  constructor(@Inject(Database) private readonly database: Database) {}

  ofContributions(actor: Actor, contributionIds: readonly string[]): Promise<ReviewCommentRow[]> {
    if (actor.accountId === null) return Promise.resolve([]);
    const parameters: unknown[] = [contributionIds];
    const gate = readableContributions(actor, parameters, 'c');
    let own = 'true';
    if (!isAnalyst(actor)) {
      parameters.push(actor.accountId);
      own = `c.submitter_id = $${parameters.length}::uuid and m.sent_at is not null`;
    }
    return this.database.query(
      `select m.id, m.contribution_id as "contributionId", m.passage_id as "passageId", m.quote, m.text,
         m.made_by as "madeBy", m.made_at as "madeAt", m.sent_at as "sentAt"
       from review_comment m join contribution c on c.id = m.contribution_id
       where m.contribution_id = any($1::uuid[]) and c.status <> 'WITHDRAWN' and ${gate} and ${own}
       order by m.made_at, m.id`,
      parameters,
    );
  }
}
