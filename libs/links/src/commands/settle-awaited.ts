import { anchorQuote, keepPassages, locateAcross, locateQuote, type Quotation, type QuotePlace } from '#libs/documents';
import type { Transaction } from '#libs/platform';
import { contextOf } from './quote-context.js';

/** A quote of a file that is not read yet, as an import gives it. */
export interface AwaitedQuote extends Quotation {
  /** UUID of the file; null for any of the contribution's. */
  fileId: string | null;
  page: number | null;
}

interface AwaitedRow extends AwaitedQuote {
  claimId: string;
  position: number;
}

interface FilePassage {
  id: string;
  text: string;
  part: string;
  fileId: string;
  page: number | null;
}

/** Keeps quotes beside a claim until their files are read. */
export async function awaitEvidence(
  transaction: Transaction,
  claimId: string,
  quotes: readonly AwaitedQuote[],
): Promise<void> {
  await transaction.query(
    `insert into awaited_evidence (claim_id, position, quote, prefix, suffix, file_id, page)
     select $1, item.position, item.quote, coalesce(item.prefix, ''), coalesce(item.suffix, ''), item."fileId", item.page
     from jsonb_to_recordset($2::jsonb) as item(position int, quote text, prefix text, suffix text, "fileId" uuid, page int)`,
    [claimId, JSON.stringify(quotes.map((quote, position) => ({ ...quote, position })))],
  );
}

/**
 * Makes evidence of awaited quotes whose file was read. One that does not stand there, when none of the files that it may be in is still to
 * be read or part of the contribution, says why; its link is suspect from then on.
 */
export async function settleAwaited(transaction: Transaction, contributionId: string): Promise<void> {
  const awaited = await transaction.query<AwaitedRow>(
    `select a.claim_id as "claimId", a.position, a.quote, a.prefix, a.suffix, a.file_id as "fileId", a.page
     from recommendation_link l
     join link_claim k on k.link_id = l.id and k.valid_to is null
     join awaited_evidence a on a.claim_id = k.id
     where l.contribution_id = $1 order by a.claim_id, a.position`,
    [contributionId],
  );
  if (awaited.length === 0) return;
  const passages = await transaction.query<FilePassage>(
    `select p.id, p.text, p.part, p.file_id as "fileId", p.page from passage p
     join contribution c on c.id = p.contribution_id and p.revision_id = c.current_revision_id
     where c.id = $1 and p.part = 'FILE' and p.position >= 0 order by p.position`,
    [contributionId],
  );
  const files = await transaction.query<{ id: string; waits: boolean }>(
    `select v.file_id as id, coalesce(x.state in ('PENDING', 'RUNNING'), true) as waits
     from contribution c join revision_file v on v.revision_id = c.current_revision_id left join extraction x on x.file_id = v.file_id
     where c.id = $1`,
    [contributionId],
  );
  for (const item of awaited) {
    const own = passages.filter(({ fileId }) => item.fileId === null || fileId === item.fileId);
    const isOnPage = ({ page }: FilePassage) => item.page === null || page === item.page;
    const among = own.filter(isOnPage);
    const place = anchorQuote(among, item);
    const places = place ? [place] : locateAcross(own, item, { mayBegin: isOnPage, locate: anchorQuote });
    const mayBeIn = files.filter(({ id }) => item.fileId === null || id === item.fileId);
    if (typeof places !== 'string') await becomeEvidence(transaction, item, places, own);
    else if (!mayBeIn.some(({ waits }) => waits))
      await transaction.query('update awaited_evidence set failure = $3 where claim_id = $1 and position = $2', [
        item.claimId,
        item.position,
        mayBeIn.length === 0 ? NO_FILE : failureOf(item, own, among, places === 'AMBIGUOUS'),
      ]);
  }
}

const NO_FILE = 'The file is no longer part of what the contribution says.';

async function becomeEvidence(
  transaction: Transaction,
  { claimId, position }: AwaitedRow,
  places: readonly QuotePlace[],
  passages: readonly FilePassage[],
): Promise<void> {
  for (const { passageId, quote, start, end } of places) {
    const text = passages.find(({ id }) => id === passageId)?.text ?? '';
    const { prefix, suffix } = contextOf(text, start, end);
    await transaction.query(
      `insert into evidence (claim_id, position, passage_id, quote, prefix, suffix, start_offset, end_offset)
       select $1, coalesce(max(position) + 1, 0), $2, $3, $4, $5, $6, $7 from evidence where claim_id = $1`,
      [claimId, passageId, quote, prefix, suffix, start, end],
    );
  }
  await transaction.query('delete from awaited_evidence where claim_id = $1 and position = $2', [claimId, position]);
  await keepPassages(
    transaction,
    places.map(({ passageId }) => passageId),
  );
}

function failureOf(
  item: AwaitedRow,
  own: readonly FilePassage[],
  among: readonly FilePassage[],
  isTwice: boolean,
): string {
  if (own.length === 0) return 'No text could be read from the file.';
  if (isTwice || locateQuote([...among], item) === 'AMBIGUOUS')
    return 'These words occur more than once. Say the file, the page, or what stands before and after.';
  const elsewhere = item.page === null ? undefined : anchorQuote(own, item);
  const page = own.find(({ id }) => id === elsewhere?.passageId)?.page;
  if (elsewhere)
    return page
      ? `These words stand on page ${page}, not on page ${item.page}.`
      : 'The file has no pages; these words stand in it.';
  return `These words do not stand ${item.page === null ? 'in the file' : `on page ${item.page}`}.`;
}
