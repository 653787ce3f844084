import { Inject, Injectable } from '@nestjs/common';
import { anchorQuote, keepPassages, type QuotePlace } from '#libs/documents';
import { Database, type Transaction } from '#libs/platform';

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

const CONTEXT = 40;

/**
 * Keeps evidence true when a file was read again: what stood in a passage that is no longer said is looked for in those that are. What
 * is not found makes its link suspect, in the same transaction, so that nobody meets a quote that stands nowhere.
 */
@Injectable()
export class AnchorEvidence {
  constructor(@Inject(Database) database: Database) {
    database.beforeCommit({
      name: 'evidence',
      stage: 'DERIVE',
      run: async (transaction, facts) => {
        const read = new Set(facts.filter((fact) => fact.kind === 'FileRead').map((fact) => fact.subjectId));
        for (const contributionId of read) await this.run(transaction, contributionId);
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
    const lost = new Map<string, boolean>();
    for (const item of loose) {
      const place = anchorQuote(passages, withContext(item));
      lost.set(item.claimId, (lost.get(item.claimId) ?? false) || place === undefined);
      if (place) await this.move(transaction, item, place);
    }
    for (const [claimId, isLost] of lost) {
      await transaction.query('update link_claim set evidence_lost = $2 where id = $1 and evidence_lost <> $2', [
        claimId,
        isLost,
      ]);
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

/** What stands just before and after a quote, to tell it from others by. */
export function contextOf(text: string, start: number, end: number): { prefix: string; suffix: string } {
  return { prefix: text.slice(Math.max(0, start - CONTEXT), start), suffix: text.slice(end, end + CONTEXT) };
}

/** Evidence of before contexts were kept has one in the passage that it stood in. */
function withContext({ quote, prefix, suffix, text, start, end }: LooseEvidence) {
  return prefix === '' && suffix === '' ? { quote, ...contextOf(text, start, end) } : { quote, prefix, suffix };
}
