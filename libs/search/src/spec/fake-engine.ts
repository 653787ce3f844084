import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FakeTask {
  uid: number;
  indexUid: string;
  type: string;
  status: 'enqueued' | 'succeeded' | 'failed';
  run: () => string | undefined;
  code?: string;
  error?: string;
}

type Fault = number | 'HANG' | 'FORGET' | undefined;

interface FakeIndex {
  documents: Map<string, Record<string, unknown>>;
  settings: Record<string, unknown>;
}

/**
 * An engine that can be made to fail as a real one does, which a real one does only by chance: it forgets tasks, loses everything,
 * refuses documents, answers late or not at all. It keeps documents; what is searched it does not find. What real ones answer is tested with
 * recorded exchanges and, where MEILI_URL is set, with a real one.
 */
export class FakeEngine {
  /** Requests to come, by what they are answered instead: an HTTP status, HANG, or FORGET (taken, and never heard of again). */
  faults: ((method: string, path: string, body: unknown) => Fault | Promise<Fault>) | undefined;
  /** Text that no document and no settings may hold. */
  poison: string | undefined;
  version = '1.50.0';
  /** Tasks wait until they are let go. */
  holdTasks = false;
  readonly requests: string[] = [];
  /** Keys it made, by their ids; without a key of its own it asks for none. */
  readonly keys = new Map<string, Record<string, unknown>>();
  private indexes = new Map<string, FakeIndex>();
  private tasks = new Map<number, FakeTask>();
  private nextUid = 1;
  private server: Server | undefined;

  constructor(readonly masterKey?: string) {}

  async start(port = 0): Promise<string> {
    this.server = createServer(async (request, reply) => {
      const path = request.url ?? '';
      const method = request.method ?? '';
      const body = await read(request);
      this.requests.push(`${method} ${path}`);
      const fault = await this.faults?.(method, path, body);
      if (fault === 'HANG') return;
      const [status, answer] =
        typeof fault === 'number'
          ? [fault, { message: 'out of order', code: 'internal', type: 'internal', link: '' }]
          : this.isKnown(request.headers.authorization)
            ? this.answer(method, path, body, fault === 'FORGET')
            : [403, { message: 'The provided API key is invalid.', code: 'invalid_api_key', type: 'auth', link: '' }];
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get isUp(): boolean {
    return this.server?.listening ?? false;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  wipe(): void {
    this.keys.clear();
    this.indexes.clear();
    this.tasks.clear();
    this.nextUid = 1;
  }

  /** Of tasks it took nothing is heard any more. */
  forgetTasks(): void {
    this.tasks.clear();
  }

  /** Every document of every index, by index and id. */
  contents(): Record<string, Map<string, Record<string, unknown>>> {
    return Object.fromEntries([...this.indexes].map(([name, index]) => [name, index.documents]));
  }

  /** The settings of an index. */
  settingsOf(name: string): Record<string, unknown> {
    return this.indexes.get(name)?.settings ?? {};
  }

  runTasks(): void {
    for (const task of this.tasks.values()) {
      if (task.status !== 'enqueued') continue;
      task.error = task.run();
      task.status = task.error === undefined ? 'succeeded' : 'failed';
      task.code = task.error === undefined ? undefined : task.error.split(':')[0];
    }
  }

  private answer(method: string, path: string, body: unknown, forget: boolean): [number, unknown] {
    if (!this.holdTasks) this.runTasks();
    const url = new URL(path, 'http://engine');
    const [, first, name = '', third, fourth] = url.pathname.split('/');
    if (first === 'tasks') {
      const [uids, indexes, types, statuses] = ['uids', 'indexUids', 'types', 'statuses'].map((key) =>
        url.searchParams.get(key)?.split(','),
      );
      const results = [...this.tasks.values()]
        .filter(
          (task) =>
            (uids?.includes(String(task.uid)) ?? true) &&
            (indexes?.includes(task.indexUid) ?? true) &&
            (types?.includes(task.type) ?? true) &&
            (statuses?.includes(task.status) ?? true),
        )
        .map(({ uid, indexUid, status, ...task }) => {
          const error = task.error && { message: task.error, code: task.code, type: 'invalid_request', link: '' };
          return { uid, indexUid, status, error: error ?? null };
        });
      return [200, { results, total: results.length }];
    }
    if (first === 'keys') return this.answerKeys(method, name, body);
    if (first === 'multi-search') {
      const { queries } = body as { queries: { indexUid: string }[] };
      const lost = queries.find(({ indexUid }) => !this.indexes.has(indexUid));
      if (lost) return [400, { message: 'no index', code: 'index_not_found', type: 'invalid_request', link: '' }];
      return [200, { results: queries.map(({ indexUid }) => ({ indexUid, hits: [] })) }];
    }
    if (first === 'version') return [200, { commitSha: '', commitDate: '', pkgVersion: this.version }];
    if (first !== 'indexes')
      return [404, { message: 'no such route', code: 'not_found', type: 'invalid_request', link: '' }];
    const missing: [number, unknown] = [
      404,
      { message: `no index ${name}`, code: 'index_not_found', type: 'invalid_request', link: '' },
    ];
    if (method === 'GET' && name === '') {
      const results = [...this.indexes.keys()].map((uid) => ({ uid, primaryKey: 'id', createdAt: '', updatedAt: '' }));
      return [200, { results, offset: 0, limit: results.length, total: results.length }];
    }
    if (method === 'POST' && name === '') {
      const { uid } = body as { uid: string };
      return this.take(
        forget,
        { indexUid: uid, type: 'indexCreation' },
        () => void this.indexes.set(uid, this.indexes.get(uid) ?? { documents: new Map(), settings: {} }),
      );
    }
    if (method === 'DELETE' && !third)
      return this.take(forget, { indexUid: name, type: 'indexDeletion' }, () => void this.indexes.delete(name));
    if (third === 'settings') {
      if (method === 'PATCH') {
        return this.take(forget, { indexUid: name, type: 'settingsUpdate' }, () => {
          const index = this.indexes.get(name);
          if (!index) return `index_not_found: ${name}`;
          if (this.poison && JSON.stringify(body).includes(this.poison)) return 'invalid_settings: refused';
          Object.assign(index.settings, body);
          return undefined;
        });
      }
      const index = this.indexes.get(name);
      if (!index) return missing;
      return [200, fourth ? (index.settings.filterableAttributes ?? []) : index.settings];
    }
    if (third === 'documents' && method === 'GET') {
      const index = this.indexes.get(name);
      if (!index) return missing;
      const [offset, limit] = ['offset', 'limit'].map((key) => Number(url.searchParams.get(key)));
      const ids = url.searchParams.get('ids')?.split(',');
      const all = [...index.documents.values()].filter(({ id }) => !ids || ids.includes(String(id)));
      return [200, { results: all.slice(offset, (offset ?? 0) + (limit || 20)), total: all.length }];
    }
    if (third === 'documents') {
      return this.take(forget, { indexUid: name, type: 'documentAdditionOrUpdate' }, () => {
        const index = this.indexes.get(name);
        if (!index) return `index_not_found: ${name}`;
        if (fourth === 'delete-batch') for (const id of body as string[]) index.documents.delete(id);
        else {
          const documents = body as { id: string }[];
          const bad =
            this.poison && documents.find((document) => JSON.stringify(document).includes(this.poison as string));
          if (bad) return `invalid_document: the document ${bad.id} is refused`;
          for (const document of documents) index.documents.set(document.id, document);
        }
        return undefined;
      });
    }
    return missing;
  }

  private isKnown(authorization: string | undefined): boolean {
    if (this.masterKey === undefined) return true;
    const key = authorization?.replace('Bearer ', '');
    return key === this.masterKey || [...this.keys.values()].some((made) => made.key === key);
  }

  private answerKeys(method: string, uid: string, body: unknown): [number, unknown] {
    if (method === 'POST') {
      const wanted = body as { uid: string; name: string };
      const key = randomBytes(32).toString('hex');
      this.keys.set(wanted.uid, { ...wanted, key });
      return [201, this.keys.get(wanted.uid)];
    }
    const known = this.keys.get(uid);
    return known
      ? [200, known]
      : [404, { message: 'no such key', code: 'api_key_not_found', type: 'invalid_request', link: '' }];
  }

  private take(
    forget: boolean,
    task: Pick<FakeTask, 'indexUid' | 'type'>,
    run: () => string | undefined | undefined,
  ): [number, unknown] {
    const uid = this.nextUid++;
    if (!forget) this.tasks.set(uid, { uid, ...task, status: 'enqueued', run });
    return [202, { taskUid: uid, status: 'enqueued', type: '', indexUid: null, enqueuedAt: new Date().toISOString() }];
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
