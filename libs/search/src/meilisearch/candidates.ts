import { isAnalyst } from '#libs/identity';
import type { Queryable } from '#libs/retrieval';
import { CANDIDATES_MOST, type CandidateQuestion, type CandidateSource, SearchEngineName } from '../engine.js';
import { Breaker } from './breaker.js';
import type { MeilisearchConnection } from './connection.js';
import type { DocumentKind } from './documents.js';
import { EngineFailure } from './failure.js';
import { isKeyRefused } from './indexes.js';

// The engine looks at ten words of a query and leaves out the rest in silence.
const WORDS_MOST = 10;
/** Documents asked for; several passages are of one contribution. With a thousand of each kind, a single word took the engine four times as long. */
const DOCUMENTS_MOST: Readonly<Record<DocumentKind, number>> = { HEAD: CANDIDATES_MOST, TEXT: 5 * CANDIDATES_MOST };
const EPOCH_KEPT_MS = 1_000;

/** What Meilisearch finds with every word of a query: it forgives slips and finishes words that the database would not. */
export class MeilisearchCandidates implements CandidateSource {
  readonly name = SearchEngineName.MEILISEARCH;
  readonly breaker: Breaker;
  private epoch: { number: number | undefined; until: number } = { number: undefined, until: 0 };

  constructor(
    private readonly database: Queryable,
    private readonly connection: MeilisearchConnection,
    /** Told why it is left alone when it failed again and again, and null when it is back. */
    tell: (failure: string | null) => void = () => undefined,
  ) {
    this.breaker = new Breaker(undefined, undefined, undefined, (failure) =>
      tell(failure === null ? null : EngineFailure.of(failure).message),
    );
  }

  get sparedMs(): number {
    return (this.connection.searchTimeoutMs * 2) / 3;
  }

  takes({ query }: CandidateQuestion): boolean {
    return query.words.length > 0 && query.words.length <= WORDS_MOST;
  }

  candidates(question: CandidateQuestion): Promise<readonly string[] | undefined> {
    // The client's own limit starts with its request; the key and the epoch may have to be had first.
    return this.breaker.run(() => within(this.connection.searchTimeoutMs, this.ask(question)));
  }

  private async ask({ query, actor }: CandidateQuestion): Promise<string[]> {
    const epoch = await this.liveEpoch();
    if (epoch === undefined) throw new Error('No epoch is built yet.');
    const client = await this.connection.searcher();
    // Words as they are in the index: letters and digits only, so that nothing typed is an operator. A blank at the end ends the last word.
    const q = `${query.words.join(' ')}${query.unfinished ? '' : ' '}`;
    // Most of what the asker may not read is left out; each hit is checked in the database anyway.
    const filter = isAnalyst(actor) || actor.accountId !== null ? undefined : "access = 'PUBLIC'";
    const ask = (kind: DocumentKind) => ({
      indexUid: this.connection.indexName(kind, epoch),
      q,
      filter,
      limit: DOCUMENTS_MOST[kind],
      matchingStrategy: 'all' as const,
      attributesToRetrieve: ['contribution'],
    });
    try {
      const { results } = await client.multiSearch<{ queries: ReturnType<typeof ask>[] }, { contribution: string }>({
        queries: [ask('HEAD'), ask('TEXT')],
      });
      return [...new Set(results.flatMap((result) => result.hits.map((hit) => hit.contribution)))];
    } catch (error) {
      this.epoch.until = 0;
      if (isKeyRefused(error)) this.connection.forgetKeys();
      throw error;
    }
  }

  private async liveEpoch(): Promise<number | undefined> {
    if (this.epoch.until < Date.now()) {
      const [row] = await this.database.query<{ number: number }>(
        `select number from search_epoch where state = 'LIVE'`,
      );
      this.epoch = { number: row?.number, until: Date.now() + EPOCH_KEPT_MS };
    }
    return this.epoch.number;
  }
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Meilisearch did not answer in time.')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
