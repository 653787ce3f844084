import 'reflect-metadata';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ANONYMOUS } from '#libs/identity';
import { Configuration, Database, openEmbeddedPostgres } from '#libs/platform';
import { Search } from '#libs/search';
import { prepareDatabase } from '../../dist/apps/prepare.js';
import { areas } from '../../dist/apps/tables.js';
import { removeTestHome } from '../support/test-home.mjs';
import { buildEngine } from './engine.mjs';
import { loadSet, project, uuidOf } from './load-set.mjs';
import { mrr10, ndcg10, recall100 } from './metrics.mjs';
import { readSet, SetError } from './read-set.mjs';
import { shapesOf } from './shapes.mjs';

const HELP = `npm run eval:search -- [options] DIR…

Each DIR holds docs.jsonl, queries.jsonl and qrels.tsv. Every set is loaded into a PostgreSQL of its own and asked through the
code that the API runs; on Meilisearch too when MEILI_URL is set.

  --json          a JSON line for each set, deployment and shape
  --shapes NAMES  some of: whole, rare3, typo, plain, cut, title, title-cut, title-typo, title-both (all)
  --home DIR      keeps the loaded sets there, and uses them again
  --reindex       projects kept sets again`;

const AT_ONCE = 4;
const say = (line) => process.stderr.write(`${line}\n`);

const options = readOptions();
try {
  await run(options.positionals.map(readSet), options.values);
} catch (error) {
  if (!(error instanceof SetError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function readOptions() {
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        shapes: { type: 'string' },
        home: { type: 'string' },
        reindex: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (read.values.help || read.positionals.length === 0) {
      console.log(HELP);
      process.exit(read.values.help ? 0 : 2);
    }
    return read;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

async function run(sets, { json, shapes, home, reindex }) {
  const place = home ?? mkdtempSync(join(tmpdir(), 'roundtable-test-eval-'));
  // PostgreSQL may run as another user, when we are root, and has to pass through.
  if (!home) chmodSync(place, 0o711);
  const server = await openEmbeddedPostgres({ home: place, log: () => undefined });
  try {
    for (const set of sets) {
      const database = await openSet(server.url, set, reindex);
      try {
        const chosen = Object.entries(shapesOf(set)).filter(([shape]) => !shapes || shapes.split(',').includes(shape));
        for (const { deployment, search, close } of await deploymentsOf(database, set.name)) {
          for (const [shape, queries] of chosen) {
            const figures = await measure(search, queries);
            print({ set: set.name, deployment, shape, ...figures }, json);
          }
          await close();
        }
      } finally {
        await database.close();
      }
    }
  } finally {
    await server.close();
    if (!home) await removeTestHome(place);
    else if (existsSync(place)) say(`The loaded sets stay in ${place}.`);
  }
}

async function deploymentsOf(database, set) {
  const alone = { deployment: 'postgres', search: new Search(database, []), close: async () => undefined };
  const { meilisearch } = new Configuration();
  if (!meilisearch) {
    say('Meilisearch: not asked, since MEILI_URL is not set.');
    return [alone];
  }
  const began = Date.now();
  const engine = await buildEngine(database, {
    ...meilisearch,
    prefix: `${meilisearch.prefix}-eval-${set.replaceAll(/[^\w-]/g, '-')}`,
  });
  say(`${set}: built in Meilisearch in ${Math.round((Date.now() - began) / 1000)} s.`);
  return [
    alone,
    { deployment: 'meilisearch', search: new Search(database, [engine.source]), close: () => engine.remove() },
  ];
}

/** A database of the set's own beside the server's first one; loaded when it is not there yet. */
async function openSet(serverUrl, set, reindex) {
  const name = `eval_${set.name.replaceAll(/[^a-z0-9]/g, '_')}`;
  const url = new URL(serverUrl);
  const first = await new Database(serverUrl, [], 2).connect();
  const [known] = await first.query('select 1 from pg_database where datname = $1', [name]);
  if (!known) await first.query(`create database ${name} template template0`);
  await first.close();
  url.pathname = `/${name}`;
  await prepareDatabase(url.href, () => undefined);
  const database = await new Database(url.href, areas, 6).connect();
  const [{ count }] = await database.query('select count(*)::int as count from contribution');
  const began = Date.now();
  if (count !== set.docs.length) {
    await database.query('truncate contribution, search_dirty, posting, indexed_text, term, word_form cascade');
    await loadSet(database, set.docs);
    say(
      `${set.name}: ${set.docs.length} documents loaded and projected in ${Math.round((Date.now() - began) / 1000)} s.`,
    );
  } else if (reindex) {
    await database.query('truncate posting, indexed_text, term, word_form cascade');
    await database.query(`select search_mark(array['HEAD', 'TEXT'], array(select id from contribution), true)`);
    await project(database);
    say(`${set.name}: projected again in ${Math.round((Date.now() - began) / 1000)} s.`);
  }
  return database;
}

async function measure(search, queries) {
  const sums = { ndcg10: 0, mrr10: 0, r100: 0, empty: 0 };
  const waiting = [...queries];
  const began = Date.now();
  const ask = async () => {
    for (let query = waiting.shift(); query; query = waiting.shift()) {
      const page = { size: 100, backwards: false };
      const answer = await search.execute(ANONYMOUS, { query: query.text, filter: {}, facets: [], page });
      const judgements = new Map([...query.judgements].map(([id, grade]) => [uuidOf(id), grade]));
      const missing = answer.notes.find((note) => note.kind === 'ENGINE_ABSENT');
      if (missing) throw new Error(missing.message);
      const found = answer.hits.map((hit) => hit.id);
      sums.ndcg10 += ndcg10(found, judgements);
      sums.mrr10 += mrr10(found, judgements);
      sums.r100 += recall100(found, judgements);
      sums.empty += found.length === 0 ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const mean = (sum) => Math.round((sum / queries.length) * 10_000) / 10_000;
  say(`${queries.length} queries in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return {
    ndcg10: mean(sums.ndcg10),
    mrr10: mean(sums.mrr10),
    r100: mean(sums.r100),
    empty: mean(sums.empty),
    queries: queries.length,
  };
}

function print(figures, json) {
  if (json) return console.log(JSON.stringify(figures));
  const { set, deployment, shape, ndcg10, mrr10, r100, empty, queries } = figures;
  const columns = [ndcg10, mrr10, r100, empty].map((figure) => figure.toFixed(3).padStart(7));
  console.log(
    `${set.padEnd(16)} ${deployment.padEnd(12)} ${shape.padEnd(11)} ${columns.join(' ')} ${String(queries).padStart(6)}`,
  );
}
