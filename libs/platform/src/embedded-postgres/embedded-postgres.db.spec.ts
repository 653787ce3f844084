import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, EmbeddedPostgresError, openEmbeddedPostgres } from './index.js';
import { isAlive } from './process-identity.js';

let home: string;
let open: EmbeddedPostgres[] = [];
const lines: string[] = [];

const data = () => join(home, 'postgres', 'data');
const postmaster = () => Number.parseInt(readFileSync(join(data(), 'postmaster.pid'), 'utf8'), 10);

async function start(tended = false): Promise<EmbeddedPostgres> {
  const server = await openEmbeddedPostgres({ home, tended, log: (line) => void lines.push(line) });
  open.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.url);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await sleep(20);
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'roundtable-embedded-'));
  // As root, the server runs as another user, who has to pass through.
  chmodSync(home, 0o711);
});

afterEach(async () => {
  for (const server of open) await server.close();
  open = [];
  lines.length = 0;
});

afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

describe('the embedded PostgreSQL', () => {
  it('serves UTF-8 and UTC, with a password', async () => {
    const server = await start();
    expect(server.joined).toBe(false);
    expect(await query(server, "SELECT current_setting('server_encoding'), current_setting('TimeZone')")).toEqual([
      'UTF8',
      'UTC',
    ]);
    expect(await query(server, "SELECT lower('ÉΩ'), current_database()")).toEqual(['éω', 'roundtable']);
    // A name that cannot be resolved would keep every parallel worker from starting.
    expect(await query(server, "SELECT current_setting('default_text_search_config')")).toEqual(['pg_catalog.simple']);
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query({ ...server, url: wrong.href }, 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('is shared by all who open it, and stopped by the last one out', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect([first.joined, second.joined].sort()).toEqual([false, true]);
    expect(second.url).toBe(first.url);
    const pid = postmaster();
    await first.close();
    expect(await query(second, 'SELECT 1')).toEqual([1]);
    await Promise.all([second.close(), second.close()]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(data(), 'postmaster.pid'))).toBe(false);
  });

  it('forgets users that died without leaving', async () => {
    const server = await start();
    const pid = postmaster();
    writeFileSync(join(home, 'postgres', 'users', '999999999.0.dead'), '');
    // A process that runs, but began at another time than the one that registered.
    writeFileSync(join(home, 'postgres', 'users', `${process.ppid}.12345678-1.reused`), '');
    await server.close();
    expect(isAlive(pid)).toBe(process.platform === 'win32');
  });

  it('recovers what was committed when the server is killed', async () => {
    const killed = await start();
    await query(killed, 'CREATE TABLE kept (n int)');
    await query(killed, 'INSERT INTO kept VALUES (7)');
    await kill(postmaster());
    const server = await start();
    expect(server.joined).toBe(false);
    expect(lines.join()).toMatch(/recovers/);
    expect(await query(server, 'SELECT n FROM kept')).toEqual([7]);
  });

  it('is started again on its port when it dies and is tended', async () => {
    const server = await start(true);
    await query(server, 'create table tended (a int)');
    await kill(postmaster());
    const patience = Date.now() + 15_000;
    let rows: unknown[] | undefined;
    while (!rows && Date.now() < patience)
      rows = await query(server, 'select count(*)::int from tended').catch(() => void sleep(200));
    expect(rows).toEqual([0]);
    while (!lines.includes('PostgreSQL runs again.') && Date.now() < patience) await sleep(50);
    expect(lines).toContain('PostgreSQL runs again.');
  });

  it('waits for processes of a killed server that linger', async () => {
    const killed = await start();
    const client = new pg.Client(killed.url);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0].pid, 'SIGSTOP');
    await kill(postmaster());
    setTimeout(() => process.kill(rows[0].pid, 'SIGCONT'), 1_500);
    expect((await start()).joined).toBe(false);
    expect(lines.join()).toMatch(/Waiting for the processes of an earlier PostgreSQL/);
    await client.end().catch(() => undefined);
  });

  it('starts beside a stale postmaster.pid whose number another program bears', async () => {
    const first = await start();
    const note = readFileSync(join(data(), 'postmaster.pid'), 'utf8');
    await first.close();
    writeFileSync(join(data(), 'postmaster.pid'), note.replace(/^\d+/, String(process.ppid)));
    const server = await start();
    expect(server.joined).toBe(false);
    expect(await query(server, 'SELECT 1')).toEqual([1]);
  });

  it('redoes an initialisation that was cut off', async () => {
    renameSync(data(), `${data()}-whole`);
    const unfinished = `${data()}.unfinished-1`;
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'PG_VERSION'), '18');
    const server = await start();
    expect(await query(server, "SELECT to_regclass('kept')")).toEqual([null]);
    expect(existsSync(unfinished)).toBe(false);
    await server.close();
    rmSync(data(), { recursive: true });
    renameSync(`${data()}-whole`, data());
  });

  it('says in a sentence what keeps it from starting', async () => {
    const version = join(data(), 'PG_VERSION');
    const made = readFileSync(version, 'utf8');
    writeFileSync(version, '12\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 12/);
    writeFileSync(version, made);
    const password = join(home, 'postgres-password');
    renameSync(password, `${password}.away`);
    await expect(start()).rejects.toThrow(EmbeddedPostgresError);
    renameSync(`${password}.away`, password);
  });
});
