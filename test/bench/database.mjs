import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { MakeToken, SYSTEM } from '#libs/identity';
import { Database, openEmbeddedPostgres } from '#libs/platform';
import { ProjectDirty } from '#libs/search';
import { prepareDatabase } from '../../dist/apps/prepare.js';
import { areas } from '../../dist/apps/tables.js';
import { removeTestHome } from '../support/test-home.mjs';
import { EXPERTS, idOf, loadData } from './data.mjs';

/** A PostgreSQL of the bench's own, with the settings of the product and a count of its statements, and the data in it. */
export async function openBenchDatabase(options, say) {
  const home = options.home ?? mkdtempSync(join(tmpdir(), `roundtable-bench-`));
  // PostgreSQL may run as another user, when we are root, and has to pass through.
  if (!options.home) chmodSync(home, 0o711);
  const close = async (server) => {
    await server?.close();
    if (options.keep) say(`The database stays in ${home}; use it again with --home ${home}`);
    else await removeTestHome(home);
  };
  let server;
  try {
    server = await openCounting(home);
    const note = join(home, 'bench.json');
    const loaded = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : undefined;
    await prepareDatabase(server.url);
    const figures = loaded ?? (await fill(server.url, options.contributions, say));
    if (!loaded) writeFileSync(note, JSON.stringify(figures));
    return { url: server.url, figures, close: () => close(server) };
  } catch (error) {
    await close(server);
    throw error;
  }
}

/** The library that counts statements has to be there from the server's start. */
async function openCounting(home) {
  const open = () => openEmbeddedPostgres({ home, log: () => undefined });
  let server = await open();
  const isCounting = await withClient(server.url, async (client) => {
    const { rows } = await client.query(`select current_setting('shared_preload_libraries') as libraries`);
    if (rows[0].libraries.includes('pg_stat_statements')) return true;
    await client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
    await client.query(`create extension if not exists pg_stat_statements`);
    return false;
  });
  if (!isCounting) {
    await server.close();
    server = await open();
    await withClient(server.url, async (client) => {
      await client.query(`alter system set pg_stat_statements.track_planning = on`);
      await client.query(`alter system set pg_stat_statements.track_utility = off`);
      await client.query(`select pg_reload_conf()`);
    });
  }
  return server;
}

async function fill(url, contributions, say) {
  const began = Date.now();
  say(`Loading ${contributions} contributions …`);
  await withClient(url, async (client) => {
    await client.query(`alter database roundtable set synchronous_commit = off`);
    await client.query(`set synchronous_commit = off`);
    await loadData(client, contributions);
    await client.query('vacuum analyze');
  });
  const loadSeconds = seconds(began);
  say(`Loaded in ${loadSeconds} s; projecting for search …`);
  const projecting = Date.now();
  const database = await new Database(url, areas, 6).connect();
  try {
    const projector = new ProjectDirty(database);
    // Two at a time, as two workers would.
    const work = async () => {
      while ((await projector.runOnce(200)) > 0);
    };
    await Promise.all([work(), work()]);
  } finally {
    await database.close();
  }
  const projectSeconds = seconds(projecting);
  say(`Projected in ${projectSeconds} s.`);
  const counts = await withClient(url, async (client) => {
    await client.query(`alter database roundtable reset synchronous_commit`);
    await client.query('vacuum analyze');
    const { rows } = await client.query(
      `select (select count(*)::int from contribution) as contributions, (select count(*)::int from recommendation_link) as links,
         (select count(*)::int from recommendation where code like 'BENCH-%') as recommendations,
         (select count(*)::int from organisation) as organisations, (select count(*)::int from passage) as passages,
         (select count(*)::int from search_dirty) as unprojected, pg_size_pretty(pg_database_size(current_database())) as size`,
    );
    return rows[0];
  });
  return { ...counts, loadSeconds, projectSeconds };
}

const seconds = (since) => Math.round((Date.now() - since) / 100) / 10;

/** Tokens for one analyst and some experts. */
export async function makeTokens(url, experts) {
  const database = await new Database(url, areas, 2).connect();
  try {
    const make = async (index) =>
      (await new MakeToken(database).execute(SYSTEM, { accountId: idOf('c', index), name: 'bench', hours: 12 })).token;
    const tokens = [];
    for (let index = 0; index <= Math.min(experts, EXPERTS - 1); index++) tokens.push(await make(index));
    return { analyst: tokens[0], experts: tokens.slice(1) };
  } finally {
    await database.close();
  }
}

export async function withClient(url, work) {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
