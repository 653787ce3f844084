import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openEmbeddedPostgres } from '#libs/platform';
// @ts-expect-error: in JavaScript, since Jest loads what surrounds the run without the transform of the tests.
import { removeTestHome } from './support/test-home.mjs';

interface Server {
  process: ChildProcess;
  url: string;
  postgresUrl: string;
  tokens: string[];
}

/** What clients were told: references by id of what was submitted, and ids of drafts that were made. */
interface Told {
  submitted: Map<string, string>;
  drafted: Set<string>;
  statuses: Map<number, number>;
}

let home: string;
let server: Server;
const told: Told = { submitted: new Map(), drafted: new Set(), statuses: new Map() };

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), `roundtable-test-${process.pid}-accidents-`));
  // PostgreSQL may run as another user, when we are root, and has to pass through.
  chmodSync(home, 0o711);
  server = await startServer();
});
afterAll(async () => {
  if (server) await end(server);
  if (home) await removeTestHome(home);
});

async function startServer(): Promise<Server> {
  const script = fileURLToPath(new URL('./support/durable-server.mjs', import.meta.url));
  const { NODE_OPTIONS: _, DATABASE_URL: __, ...environment } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { ...environment, ROUNDTABLE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, ...JSON.parse(line) };
  }
  throw new Error('The server ended before it served.');
}

async function end({ process: child }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function postmaster(): number {
  const note = join(home, 'postgres', 'location.json');
  const data = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')).data : join(home, 'postgres', 'data');
  return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A zombie is not alive: its parent has only not looked yet.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

// biome-ignore lint/suspicious/noExplicitAny: the shape asked for.
async function ask(token: string, query: string, variables?: unknown): Promise<{ status: number; data?: any }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const CREATE = `mutation C($input: CreateContributionInput!) { createContribution(input: $input) { contribution { id version } errors { code } } }`;
const SUBMIT = `mutation S($input: ContributionTransitionInput!) { submitContribution(input: $input) { contribution { reference } errors { code } } }`;

/** One client: drafts and submits until it is told to stop, and notes what was acknowledged. */
async function submitUntil(token: string, stopped: () => boolean): Promise<void> {
  for (let n = 0; !stopped(); n++) {
    try {
      const made = await ask(token, CREATE, {
        input: {
          contribution: {
            positionPaper: {
              title: `Paper ${n}`,
              abstract: 'What is told as done must be there.',
              body: `## Part\n${'A sentence of some words. '.repeat(60)}`,
              language: 'en',
              themes: ['COMP-SBMS'],
              statement: 'We are for it.',
              asks: ['Do it.'],
            },
          },
        },
      });
      told.statuses.set(made.status, (told.statuses.get(made.status) ?? 0) + 1);
      const contribution = made.data?.createContribution?.contribution;
      if (!contribution) continue;
      told.drafted.add(contribution.id);
      const sent = await ask(token, SUBMIT, { input: { id: contribution.id, version: contribution.version } });
      const reference = sent.data?.submitContribution?.contribution?.reference;
      if (reference) told.submitted.set(contribution.id, reference);
    } catch {
      // The server is away, and it is not known whether it was done.
      await sleep(20);
    }
  }
}

/** Clients at work while something happens, once so many submissions have been acknowledged. */
async function duringSubmissions(acknowledged: number, accident: () => Promise<void>): Promise<void> {
  let stopped = false;
  const before = told.submitted.size;
  const clients = server.tokens.map((token) => submitUntil(token, () => stopped));
  const patience = Date.now() + 20_000;
  while (told.submitted.size < before + acknowledged && Date.now() < patience) await sleep(5);
  expect(told.submitted.size).toBeGreaterThanOrEqual(before + acknowledged);
  await accident();
  await sleep(300);
  stopped = true;
  await Promise.all(clients);
}

async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(server.postgresUrl);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const uuid = (id: string) => id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Every acknowledged change is there, and nothing is half there. */
async function expectNothingLost(): Promise<void> {
  const rows = await query<{ id: string; status: string; reference: string | null }>(
    'select id, status, reference from contribution order by reference',
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lost = [...told.submitted].filter(([id, reference]) => {
    const row = byId.get(uuid(id));
    return row?.status !== 'SUBMITTED' || row.reference !== reference;
  });
  expect(lost).toEqual([]);
  expect([...told.drafted].filter((id) => !byId.has(uuid(id)))).toEqual([]);
  const numbers = rows.flatMap((row) => (row.reference ? [Number(row.reference.slice(-4))] : []));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const half = await query(
    `select c.id from contribution c left join revision r on r.id = c.current_revision_id
     where r.id is null
       or (c.status = 'SUBMITTED') <> (c.reference is not null)
       or (c.status = 'SUBMITTED') <> (r.frozen_at is not null and r.sha256 is not null)
       or (select count(*) from passage p where p.revision_id = r.id and p.current) < 2
       or not exists (select from position_paper p where p.revision_id = r.id)
       or not exists (select from revision_theme t where t.revision_id = r.id)
       or not exists (select from search_head h where h.contribution_id = c.id)
       or (select array_agg(f.kind order by f.id) from change_log f where f.subject_id = c.id and f.kind <> 'SuggestionsMade')
          <> (case when c.status = 'SUBMITTED' then array['ContributionCreated', 'ContributionSubmitted'] else array['ContributionCreated'] end)`,
  );
  expect(half).toEqual([]);
  const [counter] = await query<{ last: number }>('select last from reference_counter');
  expect(counter?.last).toBe(numbers.length);
}

/** The job is done again: what is handed in now gets the next number and is found. */
async function expectWorking(): Promise<void> {
  const [{ count } = { count: 0 }] = await query<{ count: number }>(
    'select count(*)::int as count from contribution where reference is not null',
  );
  await duringSubmissions(4, async () => undefined);
  expect(told.submitted.size).toBeGreaterThanOrEqual(4);
  const [after] = await query<{ count: number }>(
    'select count(*)::int as count from contribution where reference is not null',
  );
  expect(after?.count).toBeGreaterThanOrEqual(count + 4);
  await expectNothingLost();
}

describe('an accident during submissions', () => {
  it('kill -9 of the server: nothing acknowledged is lost, nothing is half there', async () => {
    for (let turn = 0; turn < 2; turn++) {
      await duringSubmissions(10, () => end(server));
      await expectNothingLost();
      server = await startServer();
      await expectNothingLost();
    }
    await expectWorking();
  });

  it('kill -9 of PostgreSQL: the same, and meanwhile the server says clearly that it cannot', async () => {
    const pid = postmaster();
    await duringSubmissions(10, async () => {
      process.kill(pid, 'SIGKILL');
      await gone(pid);
    });
    expect((await ask(server.tokens[0] ?? '', '{ viewer { id } }')).status).toBe(503);
    expect([...told.statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(server.process.exitCode).toBeNull();
    await end(server);
    server = await startServer();
    expect(postmaster()).not.toBe(pid);
    await expectNothingLost();
    await expectWorking();
  });
});

describe('PostgreSQL away for a while', () => {
  it('clear 503s at once, then recovery without a restart', async () => {
    const child = server.process;
    const pid = postmaster();
    const { port } = new URL(server.postgresUrl);
    // An orderly, fast stop, as of an operator.
    await duringSubmissions(5, async () => {
      process.kill(pid, 'SIGINT');
      await gone(pid);
    });
    const began = Date.now();
    const request = (path: string, body?: unknown, token?: string) =>
      fetch(`${server.url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: body ? JSON.stringify(body) : undefined,
      });
    let asked = 0;
    do {
      const turn = Date.now();
      const [byToken, anonymous, ready, live] = await Promise.all([
        request('/graphql', { query: '{ viewer { id } }' }, server.tokens[0]),
        request('/graphql', { query: '{ contributions { totalCount } }' }),
        request('/health/ready'),
        request('/health/live'),
      ]);
      expect(Date.now() - turn).toBeLessThan(6_000);
      for (const answer of [byToken, anonymous]) {
        expect(answer.status).toBe(503);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        const { errors } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
        expect(errors).toEqual([
          expect.objectContaining({
            message: expect.stringMatching(/cannot be reached/),
            extensions: { code: 'UNAVAILABLE' },
          }),
        ]);
      }
      expect(ready.status).toBe(503);
      expect(Number(ready.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await ready.json()).toMatchObject({ status: 'unavailable' });
      expect(live.status).toBe(200);
      asked++;
      await sleep(300);
    } while (Date.now() - began < 5_000);
    expect(asked).toBeGreaterThan(5);

    const postgres = await openEmbeddedPostgres({ home, durable: true, log: () => undefined });
    try {
      expect(String(postgres.port)).toBe(port);
      const patience = Date.now() + 10_000;
      let status = 0;
      while (status !== 200 && Date.now() < patience) {
        status = (await request('/health/ready')).status;
        await sleep(100);
      }
      expect(status).toBe(200);
      expect((await ask(server.tokens[0] ?? '', '{ viewer { id } }')).status).toBe(200);
      await expectWorking();
      expect(server.process).toBe(child);
      expect(child.exitCode).toBeNull();
      // The worker has come back too. What a dead one had taken comes back when its minute is over: that is not waited for.
      let due = 1;
      while (due > 0 && Date.now() < patience + 10_000) {
        const [row] = await query<{ count: number }>(
          'select count(*)::int as count from search_dirty where claimed_until is null or claimed_until < now()',
        );
        due = row?.count ?? 0;
        await sleep(100);
      }
      expect(due).toBe(0);
    } finally {
      await postgres.close();
    }
  });
});
