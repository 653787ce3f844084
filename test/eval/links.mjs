import 'reflect-metadata';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Configuration, Database, openEmbeddedPostgres } from '#libs/platform';
import { HttpEmbedder, Suggester, SuggestionKind, suggested } from '#libs/suggestions';
import { prepareDatabase } from '../../dist/apps/prepare.js';
import { areas } from '../../dist/apps/tables.js';
import { cutPassages } from '../../dist/libs/documents/src/policies/cut-passages.js';
import { removeTestHome } from '../support/test-home.mjs';
import { linkFigures, tagFigures } from './link-metrics.mjs';
import { loadSet, uuidOf } from './load-set.mjs';
import { readOffSubject, readPapers } from './read-papers.mjs';
import { SetError } from './read-set.mjs';

const HELP = `npm run eval:links -- [options] DIR…

Each DIR holds labels.json and texts, JSON Lines as for an import, or a relevance set whose queries stand for papers and
whose documents stand for recommendations. Suggestions are made by the code that the worker runs, in a PostgreSQL of its own, and
with embeddings when EMBEDDINGS_URL names an endpoint.

  --json         a JSON line for each set
  --silence DIR  a relevance set on another subject: how many of its documents get no suggestion of a recommendation
  --papers       what is found for each paper, too`;

try {
  const { positionals, values } = readOptions();
  await run(positionals.map(readPapers), values);
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
        papers: { type: 'boolean', default: false },
        silence: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
    if (read.values.help || read.positionals.length + read.values.silence.length === 0) {
      console.log(HELP);
      process.exit(read.values.help ? 0 : 2);
    }
    return read;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

async function run(sets, { json, papers: tell, silence }) {
  const offSubject = silence.map((directory) => ({
    name: `silence:${directory.split('/').filter(Boolean).at(-1)}`,
    papers: readOffSubject(directory),
    offSubject: true,
  }));
  const home = mkdtempSync(join(tmpdir(), 'roundtable-test-eval-'));
  // PostgreSQL may run as another user, when we are root, and has to pass through.
  chmodSync(home, 0o711);
  const server = await openEmbeddedPostgres({ home, durable: false, log: () => undefined });
  try {
    for (const [index, set] of [...sets, ...offSubject].entries()) {
      const database = await open(server.url, `eval_links_${index}`);
      try {
        if (set.recommendations) await replaceCatalogue(database, set.recommendations);
        // As in use: the other papers are there too, without what people judged of them.
        if (!set.offSubject) await loadPapers(database, set.papers);
        const rankings = await rankAll(database, set.papers);
        if (tell) for (const ranking of rankings) console.error(describe(ranking));
        print({ set: set.name, ...linkFigures(rankings), ...tagFigures(rankings) }, json);
      } finally {
        await database.close();
      }
    }
  } finally {
    await server.close();
    await removeTestHome(home);
  }
}

async function open(serverUrl, name) {
  const first = await new Database(serverUrl, [], 2).connect();
  await first.query(`create database ${name} template template0`);
  await first.close();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await prepareDatabase(url.href);
  return new Database(url.href, areas, 6).connect();
}

async function replaceCatalogue(database, items) {
  await database.query('truncate recommendation, theme, information_system, legal_act cascade');
  await database.query(
    `with item as (select * from jsonb_to_recordset($1::jsonb) as item(id uuid, version uuid, code text, text text, position int)),
     added as (
       insert into recommendation (id, set_id, code, position, version)
       select item.id, recommendation_set.id, code, item.position, 1 from item cross join (select id from recommendation_set limit 1) recommendation_set
     )
     insert into recommendation_version (id, recommendation_id, number, kind, chapter, title, summary, addressees, addressees_inferred,
       content_hash, valid_from, source_document, attestation)
     select version, id, 1, 'RECOMMENDATION', '', '', text, '{}', '{}', code, '2017-01-01', 'a relevance set', 'PRIMARY' from item`,
    [
      JSON.stringify(
        items.map((item, position) => ({
          ...item,
          position,
          id: uuidOf(item.code),
          version: uuidOf(`version ${item.code}`),
        })),
      ),
    ],
  );
}

async function loadPapers(database, papers) {
  await loadSet(database, papers);
  await database.query(
    `insert into passage (id, contribution_id, revision_id, part, position, text, language, current)
     select gen_random_uuid(), contribution_id, id, 'ABSTRACT', 0, abstract, language, true from revision where abstract <> ''`,
  );
}

async function rankAll(database, papers) {
  const { embeddings } = new Configuration(process.env);
  const suggester = new Suggester(database, embeddings && new HttpEmbedder(embeddings, tellFailure));
  const rankings = [];
  for (const paper of papers) {
    const passages = cutPassages(paper.text).map((passage, index) => ({ id: String(index), ...passage }));
    const byWords = await suggester.rank({ language: paper.language, title: paper.title, passages });
    const { ranked } = (await suggester.refine(byWords)) ?? byWords;
    const ours = ranked.filter(({ target }) => target.kind === SuggestionKind.RECOMMENDATION);
    const all = suggested(ranked);
    const chosen = (kind) => all.flatMap(({ target }) => (target.kind === kind ? [target.code] : []));
    rankings.push({
      id: paper.id,
      right: paper.right,
      codes: ours.map(({ target }) => target.code),
      best: ours[0]?.score ?? Number.NEGATIVE_INFINITY,
      suggested: chosen(SuggestionKind.RECOMMENDATION),
      confidences: all.flatMap(({ target, confidence }) =>
        target.kind === SuggestionKind.RECOMMENDATION ? [confidence] : [],
      ),
      themes: { right: paper.themes ?? new Set(), suggested: chosen(SuggestionKind.THEME) },
      systems: { right: paper.systems ?? new Set(), suggested: chosen(SuggestionKind.SYSTEM) },
      top: ours.slice(0, 5),
    });
  }
  return rankings;
}

function tellFailure(failure) {
  console.error(failure === null ? 'Embeddings are back.' : `No embeddings, words alone decide: ${failure}`);
}

function describe({ id, right, top, suggested: codes }) {
  const found = top.map(
    ({ target, confidence, method }) =>
      `${right.has(target.code) ? '*' : ''}${target.code} ${confidence.toFixed(2)} (${method.join(', ')})`,
  );
  return `${id} [${[...right].join(' ')}] → ${codes.length} suggested: ${found.join('; ')}`;
}

function print(figures, json) {
  const rounded = Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value,
    ]),
  );
  if (json) return console.log(JSON.stringify(rounded));
  console.log(
    Object.entries(rounded)
      .map(([key, value]) => `${key} ${value ?? '–'}`)
      .join('  '),
  );
}
