import { Inject, Injectable } from '@nestjs/common';
import { anchorQuote, keepPassages, type QuotePlace } from '#libs/documents';
import { Database, type Transaction } from '#libs/platform';
import { contextOf } from './quote-context.js';
import { settleAwaited } from './settle-awaited.js';

interface LooseEvidence {
  claimId: string;
  position: number;
  quote: string;
  prefix: string;
  suffix: string;
  /** Of the passage that it was in. */
  text: string;
  start: number;
  end: number;
}

const READ = new Set(['FileRead', 'FileNotRead']);
/** What a contribution says now may have other files than what it said before. */
const REVISED = new Set(['ContributionRevised', 'ContributionPublished']);

/**
 * Keeps evidence true when a file was read again: what stood in a passage that is no longer said is looked for in those that are. What
 * is not found makes its link suspect, in the same transaction, so that nobody meets a quote that stands nowhere. A quote that waits for a
 * file which the next text drops is not waited for any longer.
 */
@Injectable()
export class AnchorEvidence {
  constructor(@Inject(Database) database: Database) {
    database.beforeCommit({
      name: 'evidence',
      stage: 'DERIVE',
      run: async (transaction, facts) => {
        const of = (kinds: ReadonlySet<string>) =>
          new Set(facts.filter(({ kind }) => kinds.has(kind)).map(({ subjectId }) => subjectId));
        const read = of(READ);
        for (const contributionId of read) await this.run(transaction, contributionId);
        for (const contributionId of new Set([...read, ...of(REVISED)])) {
          await settleAwaited(transaction, contributionId);
          await tellLost(transaction, contributionId);
        }
      },
    });
  }

  private async run(transaction: Transaction, contributionId: string): Promise<void> {
    const loose = await this.looseEvidence(transaction, contributionId);
    if (loose.length === 0) return;
    const passages = await transaction.query<{ id: string; text: string }>(
      `select p.id, p.text from passage p join contribution c on c.id = p.contribution_id and p.revision_id = c.current_revision_id
       where c.id = $1 and p.position >= 0 order by p.part, p.position`,
      [contributionId],
    );
    for (const item of loose) {
      const place = anchorQuote(passages, withContext(item));
      if (place) await this.move(transaction, item, place);
    }
  }

  /** Of open claims on the present revision: what stands in passages of files that are no longer said. */
  private looseEvidence(transaction: Transaction, contributionId: string): Promise<LooseEvidence[]> {
    return transaction.query(
      `select e.claim_id as "claimId", e.position, e.quote, e.prefix, e.suffix, p.text, e.start_offset as start, e.end_offset as "end"
       from recommendation_link l
       join link_claim k on k.link_id = l.id and k.valid_to is null
       join evidence e on e.claim_id = k.id
       join passage p on p.id = e.passage_id
       join contribution c on c.id = l.contribution_id and c.current_revision_id = p.revision_id
       where l.contribution_id = $1 and p.part = 'FILE' and p.position < 0
       order by e.claim_id, e.position`,
      [contributionId],
    );
  }

  private async move(transaction: Transaction, { claimId, position }: LooseEvidence, place: QuotePlace): Promise<void> {
    await transaction.query(
      'update evidence set passage_id = $3, start_offset = $4, end_offset = $5 where claim_id = $1 and position = $2',
      [claimId, position, place.passageId, place.start, place.end],
    );
    await keepPassages(transaction, [place.passageId]);
  }
}

/** A claim is suspect as long as a quote of it stands nowhere: in a passage that is no longer said, or never found in a file that was read. */
export async function tellLost(transaction: Transaction, contributionId: string): Promise<void> {
  await transaction.query(
    `update link_claim k set evidence_lost = lost.is
     from (
       select k.id, exists (select from awaited_evidence a where a.claim_id = k.id and a.failure is not null) or exists (
           select from evidence e join passage p on p.id = e.passage_id
           where e.claim_id = k.id and p.revision_id = c.current_revision_id and p.part = 'FILE' and p.position < 0) as is
       from recommendation_link l
       join contribution c on c.id = l.contribution_id
       join link_claim k on k.link_id = l.id and k.valid_to is null
       where l.contribution_id = $1
     ) lost
     where lost.id = k.id and k.evidence_lost <> lost.is`,
    [contributionId],
  );
}

/** Evidence of before contexts were kept has one in the passage that it stood in. */
function withContext({ quote, prefix, suffix, text, start, end }: LooseEvidence) {
  return prefix === '' && suffix === '' ? { quote, ...contextOf(text, start, end) } : { quote, prefix, suffix };
}
