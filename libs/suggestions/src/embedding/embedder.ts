import { Breaker } from '#libs/search';

/** Turns texts into vectors that are near when texts mean alike. Undefined when it cannot now: nobody waits for it. */
export interface Embedder {
  embed(texts: readonly string[]): Promise<number[][] | undefined>;
}

export interface EmbeddingEndpoint {
  /** Base of an OpenAI-compatible API; /embeddings is appended. */
  url: string;
  key: string | undefined;
  model: string;
}

const BATCH = 64;
const PATIENCE_MS = 5_000;

/** An endpoint that speaks the OpenAI protocol for embeddings. After failures in a row it is left alone for a while. */
export class HttpEmbedder implements Embedder {
  constructor(
    private readonly endpoint: EmbeddingEndpoint,
    private readonly breaker = new Breaker(3, 30_000),
  ) {}

  async embed(texts: readonly string[]): Promise<number[][] | undefined> {
    const vectors: number[][] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH);
      const found = await this.breaker.run(() => this.ask(batch));
      if (!found) return undefined;
      vectors.push(...found);
    }
    return vectors;
  }

  private async ask(input: readonly string[]): Promise<number[][]> {
    const { url, key, model } = this.endpoint;
    const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model, input, encoding_format: 'float' }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`The embedding endpoint answered ${response.status}.`);
    const { data } = (await response.json()) as { data?: { index: number; embedding: number[] }[] };
    const vectors = input.map((_, index) => data?.find((item) => item.index === index)?.embedding);
    const length = vectors[0]?.length ?? 0;
    if (length === 0 || vectors.some((vector) => vector?.length !== length || !vector.every(Number.isFinite)))
      throw new Error('The embedding endpoint answered something else than a vector for each text.');
    return vectors as number[][];
  }
}
