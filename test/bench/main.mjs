import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { codeOf } from './data.mjs';
import { makeTokens, openBenchDatabase, withClient } from './database.mjs';
import { measure } from './load.mjs';
import { readOptions } from './options.mjs';
import { startApi, startWorker } from './processes.mjs';
import { standardQueries } from './queries.mjs';
import { printHead, printQueries, printStatements, printSubmissions } from './report.mjs';
import { measureStatements, measureStatementsOf } from './statements.mjs';
import { measureSearchable, measureSubmissions, publishSome } from './submissions.mjs';

const options = readOptions(process.argv.slice(2));
const closers = [];
const shutDown = async () => {
  for (const close of closers.splice(0).reverse()) await close();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => shutDown().finally(() => process.exit(130)));
try {
  const figures = await bench();
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await shutDown();
}

async function bench() {
  const database = await openBenchDatabase(options, console.log);
  closers.push(() => database.close());
  const sample = await withClient(database.url, sampleOf);
  const machine = { cores: cpus().length, node: process.version, postgres: sample.version };
  printHead(machine, database.figures);
  const tokens = await makeTokens(database.url, 8);
  const api = await startApi(database.url);
  closers.push(api.stop);
  const figures = {
    at: new Date().toISOString(),
    options: { ...options, only: [...options.only] },
    machine,
    data: database.figures,
  };

  if (options.only.has('queries')) {
    figures.queries = [];
    for (const query of standardQueries(sample.references))
      figures.queries.push(await measure(api.url, query, options));
    printQueries(figures.queries, options);
  }
  if (options.only.has('statements'))
    figures.statements = await measureStatements(database.url, api.url, { ...sample, analyst: tokens.analyst });

  const worker = await startWorker(database.url);
  closers.push(worker.stop);
  if (options.only.has('statements')) {
    const parties = { expert: tokens.experts[0], analyst: tokens.analyst };
    await publishSome(api.url, parties, codeOf(0), 2);
    const write = () => publishSome(api.url, parties, codeOf(0), 20);
    figures.statements.push(...(await measureStatementsOf(database.url, 'from draft to publication', write)));
    printStatements(figures.statements);
  }
  if (options.only.has('submissions')) {
    figures.searchable = await measureSearchable(api.url, tokens.experts[0], 40);
    figures.submissions = await measureSubmissions(api.url, tokens.experts, options.seconds * 2);
    printSubmissions(figures);
  }
  return figures;
}

/** References to ask for, and words to search. */
async function sampleOf(client) {
  const version = (await client.query(`select current_setting('server_version') as version`)).rows[0].version;
  const { rows } = await client.query(
    `select reference from contribution where status = 'PUBLISHED' and audience = 'PUBLIC' order by md5(id::text) limit 500`,
  );
  const [rare] = (
    await client.query(
      `select lexeme from term where language = 'en' and lexeme ~ '^[a-z]{6,}$' order by abs(df - 5), lexeme limit 1`,
    )
  ).rows;
  const [body] = (await client.query(`select body from revision order by md5(id::text) limit 1`)).rows;
  const phrase = body.body.split('\n\n')[1].split(/\W+/).slice(1, 4).join(' ');
  return { version, references: rows.map((row) => row.reference), words: { rare: rare?.lexeme ?? 'system', phrase } };
}
