import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { canonicalCode } from '#libs/catalogue';
import { locateQuote, Passages } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { type AwaitedQuote, DecideLink, LinkDecision, LinkRecommendation } from '#libs/links';
import { Database, type Fault, Refusal, type Transaction } from '#libs/platform';
import type { ImportedFile, ImportedQuote, ImportItem } from '../import/import-item.js';
import type { ImportedContribution } from '../queries/imported-contributions.js';

/** Stands where an analyst's reason would: nobody looked at the link here, its source did. */
export const CONFIRMED_BY_IMPORT =
  'Confirmed by the import that published the contribution: the label of its source stands for a decision.';

/** Adds the links of an imported contribution that are not there yet. */
@Injectable()
export class ImportLinks implements OnModuleInit {
  private readonly waiting = new WeakMap<Transaction, () => Promise<void>>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkRecommendation) private readonly link: LinkRecommendation,
    @Inject(DecideLink) private readonly decide: DecideLink,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  /** Registered when every lib is made, and so behind the one that cuts passages: evidence is looked up in those. */
  onModuleInit(): void {
    this.database.beforeCommit({
      name: 'links of an import',
      stage: 'DERIVE',
      run: async (transaction) => this.waiting.get(transaction)?.(),
    });
  }

  /** Runs work at the end of the transaction, when the passages of a new contribution are there. */
  atEnd(transaction: Transaction, work: () => Promise<void>): void {
    this.waiting.set(transaction, work);
  }

  /**
   * Returns how many were added, how many that waited were confirmed, and to which recommendations those are left that somebody has to look
   * at, since a quote was not found or the recommendation reads otherwise now. Refuses with every fault, under `links.<index>`.
   */
  async execute(
    actor: Actor,
    item: ImportItem,
    contribution: Pick<ImportedContribution, 'id' | 'links'>,
    publish: boolean,
    transaction: Transaction,
  ): Promise<{ added: number; confirmed: number; awaited: number; left: string[] }> {
    const linked = new Map(contribution.links.map((known) => [known.recommendation, known]));
    const faults: Fault[] = [];
    const done = { added: 0, confirmed: 0, awaited: 0, left: [] as string[] };
    const missing = item.links.filter(({ recommendation }) => !linked.has(canonicalCode(recommendation)));
    const isQuoted = missing.some(({ evidence }) => evidence.length > 0);
    const parted = await this.parting(transaction, isQuoted ? item.files : [], contribution.id);
    for (const [index, { recommendation, evidence: quotes, ...claim }] of item.links.entries()) {
      const known = linked.get(canonicalCode(recommendation));
      try {
        if (!known) {
          const imported = { confirmedBecause: publish ? CONFIRMED_BY_IMPORT : null };
          const { evidence, awaited } = parted(quotes);
          await this.link.execute(
            actor,
            { contributionId: contribution.id, recommendation, ...claim, evidence, awaited, imported },
            transaction,
          );
          done.added++;
          done.awaited += awaited.length;
        } else if (publish && known.undecided) {
          const decision = {
            id: known.linkId,
            decision: LinkDecision.CONFIRM,
            reason: CONFIRMED_BY_IMPORT,
            ifSound: true,
          };
          if (await this.decide.execute(actor, decision, transaction)) done.confirmed++;
          else done.left.push(known.recommendation);
        }
      } catch (error) {
        // Refused before anything was written: the transaction is sound, and the next link may have a fault of its own.
        if (!(error instanceof Refusal)) throw error;
        faults.push(
          ...error.faults.map((fault) => ({ ...fault, path: ['links', String(index), ...(fault.path ?? [])] })),
        );
      }
    }
    if (faults.length > 0) throw new Refusal(faults);
    return done;
  }

  /** Parts quotes of the text from those of files, which may be known only when they are read: of a named file, on a page, or not in the text. */
  private async parting(
    transaction: Transaction,
    given: readonly ImportedFile[],
    contributionId: string,
  ): Promise<(quotes: readonly ImportedQuote[]) => { evidence: ImportedQuote[]; awaited: AwaitedQuote[] }> {
    if (given.length === 0) return (quotes) => ({ evidence: [...quotes], awaited: [] });
    const text = await this.passages.quotable(transaction, contributionId);
    const files = await transaction.query<{ id: string; sha256: string }>(
      `select v.file_id as id, v.sha256 from contribution c join revision_file v on v.revision_id = c.current_revision_id where c.id = $1`,
      [contributionId],
    );
    const isOfFile = (quote: ImportedQuote) =>
      quote.file !== null || quote.page !== null || locateQuote(text, quote) === 'ABSENT';
    return (quotes) => ({
      evidence: quotes.filter((quote) => !isOfFile(quote)),
      awaited: quotes.filter(isOfFile).map(({ quote, prefix, suffix, file, page }) => {
        const sha256 = file === null ? undefined : given.find(({ source }) => source === file)?.sha256;
        return { quote, prefix, suffix, page, fileId: files.find((known) => known.sha256 === sha256)?.id ?? null };
      }),
    });
  }
}
