import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Meilisearch } from 'meilisearch';
import pg from 'pg';
import { Configuration } from '#libs/platform';
import { connectMeilisearch } from '#libs/search';
import { clientOf } from '../bench/client.mjs';
import { untilIndexed } from './deployment.mjs';
import { figuresOf } from './open-loop.mjs';
import { writer } from './papers.mjs';

const PATIENCE_MS = 60_000;
const LOOK_MS = 25;
const SAMPLES = 100;

/**
 * How long after its commit an edit is found: through the API, or for Meilisearch in its own indexes, since the API would find it by the
 * database already. At one and ten edits a second, and at two while a change of a theme's name concerns all papers.
 */
export async function measureFreshness(name, databaseUrl, url) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  try {
    const finders = name === 'meilisearch' ? await engineFinders(pool) : apiFinders(url);
    const edit = await editor(pool, finders);
    const figures = {
      ...(await run('one a second', 1, 10, edit)),
      ...(await run('ten a second', 10, SAMPLES / 10, edit)),
    };
    const theme = await themeOfAll(pool);
    await untilIndexed(databaseUrl, name);
    const began = Date.now();
    await pool.query(`update theme_label set label = label || ' x' where theme_id = $1 and language = 'en'`, [theme]);
    Object.assign(figures, await run('during fan-out', 2, 15, edit));
    await untilIndexed(databaseUrl, name);
    const took = Date.now() - began;
    return { ...figures, 'fan-out done': { count: 1, p50: took, p95: took, p99: took } };
  } finally {
    await pool.end();
  }
}

/** A theme that every paper has: what hangs on its name has to be projected again when it changes. */
async function themeOfAll(pool) {
  const { rows } = await pool.query(
    'select theme_id as id from revision_theme group by theme_id order by count(*) desc, theme_id limit 1',
  );
  await pool.query(
    `insert into revision_theme (revision_id, theme_id, position) select current_revision_id, $1, 100 from contribution
     on conflict (revision_id, theme_id) do nothing`,
    [rows[0].id],
  );
  return rows[0].id;
}

async function run(name, perSecond, seconds, edit) {
  const all = [];
  for (let no = 0; no < perSecond * seconds; no++) {
    all.push(edit());
    await sleep(1_000 / perSecond);
  }
  const done = await Promise.all(all);
  return {
    [`${name}, head`]: figuresOf(done.map(([head]) => head)),
    [`${name}, text`]: figuresOf(done.map(([, text]) => text)),
  };
}

/** Edits title and first passage of some paper in one transaction, each with a word that is nowhere else; answers after how long each is found. */
async function editor(pool, finders) {
  const { random, texts } = writer(3);
  const { rows: papers } = await pool.query(
    `select contribution.id, current_revision_id as revision, passage.id as passage
     from contribution join passage on contribution_id = contribution.id and passage.revision_id = current_revision_id and part = 'BODY' and position = 1
     where contribution.audience = 'PUBLIC' order by contribution.id`,
  );
  // Words of letters only, far enough from each other that none is taken for another with a slip.
  // Not of the fixed seed: a database that is used again has the words of the last run.
  const fresh = () => `zq${Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`;
  // Each paper once: an edit that the next one overwrites is never found.
  const left = papers.map((paper) => [random.below(1_000_000), paper]).sort(([one], [other]) => one - other);
  return async () => {
    const [, { id, revision, passage }] = left.pop();
    const [head, text] = [fresh(), fresh()];
    const topic = texts.topic();
    await pool.query(
      `with paper as (update revision set title = $2 where id = $1 returning contribution_id)
       update passage set text = $3 where id = $4`,
      [revision, `${texts.title(topic, 6)} ${head}`, `${texts.prose(topic, 110)} ${text}`, passage],
    );
    return Promise.all([finders.head(head, id), finders.text(text, passage)]);
  };
}

/** Asks again and again until it is so; answers after how many milliseconds. */
async function until(isFound) {
  const began = performance.now();
  while (!(await isFound())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('An edit was not found within a minute.');
    await sleep(LOOK_MS);
  }
  return performance.now() - began;
}

function apiFinders(url) {
  const ask = clientOf(url);
  const query = 'query Find($query: String!) { search(query: $query, first: 1) { totalCount } }';
  const find = (word) => until(async () => (await ask(query, { query: `"${word}"` })).data.search.totalCount > 0);
  return { head: find, text: find };
}

/**
 * Looks the documents up instead of searching for their words, all that are waited for at once: both see the same state of an index, and
 * hundreds of searches a second would be a load of their own.
 */
async function engineFinders(pool) {
  const environment = { ...process.env, MEILI_PREFIX: process.env.MEILI_PREFIX ?? 'roundtable-bench' };
  const connection = connectMeilisearch(new Configuration(environment));
  const client = new Meilisearch({ host: process.env.MEILI_URL, apiKey: process.env.MEILI_KEY });
  const { rows } = await pool.query(`select number from search_epoch where state = 'LIVE'`);
  const finder = (kind, field) => {
    const index = client.index(connection.indexName(kind, rows[0].number));
    const waiting = new Set();
    let found = new Map();
    let looking;
    const look = async () => {
      const { results } = await index.getDocuments({ ids: [...waiting], fields: ['id', field], limit: 1_000 });
      found = new Map(results.map((document) => [document.id, document[field]]));
      looking = undefined;
    };
    return async (word, id) => {
      waiting.add(id);
      const took = await until(async () => {
        looking ??= look();
        await looking;
        return found.get(id)?.includes(word);
      });
      waiting.delete(id);
      return took;
    };
  };
  return { head: finder('HEAD', 'title'), text: finder('TEXT', 'text') };
}
