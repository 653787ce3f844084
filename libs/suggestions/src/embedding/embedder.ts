import { Breaker, BreakerState } from '#libs/search';

/** Turns texts into vectors that are near when texts mean alike. */
export interface Embedder {
  /** Undefined when it cannot now, or when what asks is ending. */
  embed(texts: readonly string[], ending?: AbortSignal): Promise<number[][] | undefined>;
  /** It failed, and is left alone for a while. */
  readonly rests: boolean;
}

export interface EmbeddingEndpoint {
  /** Base of an OpenAI-compatible API; /embeddings is appended. */
  url: string;
  key: string | undefined;
  model: string;
}

// A small model on a processor takes two seconds for so many passages.
const BATCH = 16;
const PATIENCE_MS = 10_000;
/** All batches of a paper together; what takes longer is left to another time. */
const PATIENCE_PER_PAPER_MS = 20_000;
// Small models read no more than that, and some servers refuse what is longer.
const LONGEST = 1_200;
// Sixteen vectors of eight thousand numbers take three million.
const MOST_BYTES = 32_000_000;

/** An endpoint that speaks the OpenAI protocol for embeddings. After failures in a row it is left alone for a while. */
export class HttpEmbedder implements Embedder {
  private isWell = true;
  /** How many numbers its vectors have. */
  private length: number | undefined;

  constructor(
    private readonly endpoint: EmbeddingEndpoint,
    /** Told why it fails, once until it is well again; then null. */
    private readonly onChange: (failure: string | null) => void = () => undefined,
    private readonly breaker = new Breaker(3, 30_000),
  ) {}

  get rests(): boolean {
    return this.breaker.state === BreakerState.OPEN;
  }

  async embed(texts: readonly string[], ending?: AbortSignal): Promise<number[][] | undefined> {
    const until = Date.now() + PATIENCE_PER_PAPER_MS;
    const vectors: number[][] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH).map((text) => text.slice(0, LONGEST));
      const found = await this.breaker.run(() => this.watched(batch, until - Date.now(), ending));
      if (!found) return undefined;
      vectors.push(...found);
    }
    return vectors;
  }

  private async watched(batch: readonly string[], patienceMs: number, ending?: AbortSignal): Promise<number[][]> {
    try {
      if (patienceMs <= 0) throw new Error(`It takes more than ${PATIENCE_PER_PAPER_MS / 1000} seconds for a paper.`);
      const vectors = await this.ask(batch, Math.min(patienceMs, PATIENCE_MS), ending);
      if (!this.isWell) this.onChange(null);
      this.isWell = true;
      return vectors;
    } catch (error) {
      // Whoever asks is ending: that says nothing of the endpoint.
      if (ending?.aborted) throw error;
      if (this.isWell) this.onChange((error as Error).message);
      this.isWell = false;
      throw error;
    }
  }

  private async ask(input: readonly string[], patienceMs: number, ending?: AbortSignal): Promise<number[][]> {
    const { url, key, model } = this.endpoint;
    const answer = await within(patienceMs, ending, async (signal) => {
      const response = await reached(`${url.replace(/\/+$/, '')}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, input, encoding_format: 'float' }),
        // What papers say goes where it was told to go, and nowhere else.
        redirect: 'manual',
        signal,
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`It answered ${response.status}.`);
      }
      return read(response, signal);
    });
    const vectors = vectorsOf(answer, input.length);
    const length = vectors[0]?.length;
    const before = this.length;
    this.length = length;
    if (before !== undefined && length !== before)
      throw new Error(`It answered vectors of ${length} numbers, and of ${before} before.`);
    return vectors;
  }
}

/** What goes wrong is told in words that hold nothing of what was sent, its key least of all. */
async function reached(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    request.signal?.throwIfAborted();
    const code = ((error as Error).cause as { code?: unknown } | undefined)?.code;
    throw new Error(`It cannot be reached${typeof code === 'string' ? ` (${code})` : ''}.`);
  }
}

async function read(response: Response, signal: AbortSignal): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    signal.throwIfAborted();
    throw new Error('It broke off its answer.');
  }
  if (bytes > MOST_BYTES) throw new Error(`It answered more than ${MOST_BYTES / 1e6} MB.`);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Error('It answered something else than JSON.');
  }
}

/** A vector for each text, all of one length; the protocol says which is whose. */
function vectorsOf(answer: unknown, texts: number): number[][] {
  const data = (answer as { data?: unknown } | null)?.data;
  const items = (Array.isArray(data) ? data : []) as ({ index?: unknown; embedding?: unknown } | null)[];
  const vectors = Array.from({ length: texts }, (_, index) => items.find((item) => item?.index === index)?.embedding);
  const [first] = vectors;
  const length = Array.isArray(first) ? first.length : 0;
  if (
    length === 0 ||
    !vectors.every((one) => Array.isArray(one) && one.length === length && one.every(Number.isFinite))
  )
    throw new Error('It answered something else than a vector for each text.');
  return vectors as number[][];
}

/** Stops the work after so long, or when what asks is ending; a worker lives long, and nothing of a request stays with its signal. */
async function within<Result>(
  ms: number,
  ending: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const end = () => stop.abort(ending?.reason);
  const timer = setTimeout(
    () => stop.abort(new Error(`It did not answer within ${Math.ceil(ms / 1000)} seconds.`)),
    ms,
  );
  if (ending?.aborted) end();
  ending?.addEventListener('abort', end);
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    ending?.removeEventListener('abort', end);
  }
}
