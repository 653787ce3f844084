import { createHash } from 'node:crypto';
import { Meilisearch, MeilisearchApiError } from 'meilisearch';
import type { Configuration } from '#libs/platform';

/** Where the second engine is. */
export interface MeilisearchOptions {
  url: string;
  /** Its master key; absent for a server that runs without one. Never logged, and never used but to make the two keys below. */
  masterKey?: string;
  /** What the names of our indexes begin with, so that several installations may share a server. */
  prefix: string;
  /** What a search waits for at most; it runs beside the database's own. */
  searchTimeoutMs?: number;
}

const WRITE_TIMEOUT_MS = 10_000;
const SEARCH_TIMEOUT_MS = 150;

const KEYS = {
  search: { actions: ['search'], description: 'Roundtable searches with it.' },
  index: {
    // Without the right to create: a document for an index that the server lost must fail, not make a bare one.
    actions: ['documents.*', 'indexes.get', 'indexes.delete', 'settings.get', 'stats.get', 'tasks.get'],
    description: 'Roundtable keeps its indexes with it.',
  },
};

/** The clients of one server, each with a key that may do no more than it needs. */
export class MeilisearchConnection {
  /** So many bytes of documents are sent at a time, at most; fewer once the server found them too many. */
  payloadBytes = 10 * 1024 * 1024;
  private readonly clients = new Map<keyof typeof KEYS, Promise<Meilisearch>>();

  constructor(readonly options: MeilisearchOptions) {}

  get searchTimeoutMs(): number {
    return this.options.searchTimeoutMs ?? SEARCH_TIMEOUT_MS;
  }

  writer(): Promise<Meilisearch> {
    return this.client('index', WRITE_TIMEOUT_MS);
  }

  searcher(): Promise<Meilisearch> {
    return this.client('search', this.searchTimeoutMs);
  }

  /** To make indexes with their settings: now and then, so that no key of its own is worth it. */
  async maker(): Promise<Meilisearch> {
    return this.master();
  }

  /** The name of an index: which documents, and of which epoch. */
  indexName(kind: 'HEAD' | 'TEXT', epoch: number): string {
    return `${this.options.prefix}_${kind === 'HEAD' ? 'contributions' : 'passages'}_${epoch}`;
  }

  /** Whether an index bears a name that `indexName` gives. */
  isIndexName(name: string): boolean {
    const [, epoch] = /_(?:contributions|passages)_(\d+)$/.exec(name) ?? [];
    return (
      epoch !== undefined && (['HEAD', 'TEXT'] as const).some((kind) => name === this.indexName(kind, Number(epoch)))
    );
  }

  private client(purpose: keyof typeof KEYS, timeout: number): Promise<Meilisearch> {
    let client = this.clients.get(purpose);
    if (!client) {
      client = this.keyFor(purpose).then((apiKey) => new Meilisearch({ host: this.options.url, apiKey, timeout }));
      this.clients.set(purpose, client);
      // The next one tries again.
      client.catch(() => this.clients.delete(purpose));
    }
    return client;
  }

  /** The server forgot our keys, when it was wiped: they are made again. */
  forgetKeys(): void {
    this.clients.clear();
  }

  private master(): Meilisearch {
    return new Meilisearch({ host: this.options.url, apiKey: this.options.masterKey, timeout: WRITE_TIMEOUT_MS });
  }

  private async keyFor(purpose: keyof typeof KEYS): Promise<string | undefined> {
    const { masterKey, prefix } = this.options;
    if (masterKey === undefined) return undefined;
    const master = this.master();
    // The same in every process, so that whoever comes first makes it.
    const uid = uuidOf(`roundtable ${prefix} ${purpose} ${KEYS[purpose].actions.join(' ')}`);
    const known = () => master.getKey(uid).catch(unless('api_key_not_found'));
    const found = await known();
    if (found) return found.key;
    const wanted = { ...KEYS[purpose], uid, name: `${prefix} ${purpose}`, indexes: [`${prefix}_*`], expiresAt: null };
    const made = await master
      .createKey(wanted as Parameters<Meilisearch['createKey']>[0])
      .catch(unless('api_key_already_exists'));
    return (made ?? (await known()))?.key;
  }
}

/** The connection that the settings name; undefined without a second engine. Nothing is sent yet. */
export function connectMeilisearch({
  meilisearch,
}: Pick<Configuration, 'meilisearch'>): MeilisearchConnection | undefined {
  return meilisearch && new MeilisearchConnection(meilisearch);
}

/** Turns one error of the server into undefined, and leaves all others. */
export function unless(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (codes.includes(codeOf(error) ?? '')) return undefined;
    throw error;
  };
}

/** The server's own code of an error; undefined when it never answered. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof MeilisearchApiError ? error.cause?.code : undefined;
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
