import { clientOf } from './client.mjs';
import { codeOf, idOf } from './data.mjs';
import { withClient } from './database.mjs';
import { COVERAGE, LIST, WHOLE } from './queries.mjs';

const READS = 20;
/** Milliseconds that a statement may take, planning included. */
export const AIM = 20;
export const AIM_OF_REPORTS = 100;

const list = (args) =>
  `query ($after: String) { contributions(first: 20, after: $after, ${args}) { nodes { id title links { totalCount } } pageInfo { endCursor } totalCount } }`;
const search = (args) =>
  `{ search(first: 20, ${args}) { totalCount edges { score highlights { html } node { id title } passages { html } } facets { name values { value count } } } }`;
const FACETS = 'facets: [KIND, THEME, ORGANISATION, RECOMMENDATION]';

/** What is asked one at a time, so that a statement's time is its own. Each is a name, a document, and whether it is a report. */
function readings(references, words) {
  const plain = [
    ['list', LIST],
    ['whole', WHOLE, { reference: references[0] }],
    ['list by theme', list('filter: { themes: ["COMP"] }')],
    ['list by rare organisation', list(`filter: { organisations: ["org_${idOf('a', 7).replaceAll('-', '')}"] }`)],
    ['list by kind of organisation', list('filter: { organisationKinds: [EU_BODY] }')],
    ['list by event', list('filter: { events: ["rt-2017-06"] }')],
    ['list by kind and language', list('filter: { kinds: [TECHNOLOGY_NOTE], languages: ["fr"] }')],
    ['list by date, oldest first', list('filter: { publishedFrom: "2020-01-01" }, orderBy: OLDEST')],
    ['list by title', list('orderBy: TITLE')],
    ['list by last change', list('orderBy: UPDATED')],
    ['list of one’s own', list('filter: { mine: true }')],
    ['themes with counts', '{ themes { id code label contributionCount } }'],
    [
      'organisations',
      '{ organisations(first: 20) { nodes { id name contributions(first: 3) { nodes { id title } } } totalCount } }',
    ],
    [
      'recommendations with links',
      '{ recommendations(first: 20, filter: { sets: ["BENCH"] }) { nodes { code links(first: 5) { nodes { id stance contribution { title } } totalCount } } } }',
    ],
    [
      'passages and revisions',
      'query ($reference: String!) { contribution(reference: $reference) { passages { nodes { text } totalCount } revisions { nodes { number body } } } }',
      { reference: references[1] },
    ],
  ];
  const reports = [
    ['coverage', COVERAGE],
    [
      'coverage, gaps first',
      '{ coverage(by: [], gapsFirst: true) { rows { recommendation { code } total { level contributions organisations } } } }',
    ],
    ['coverage by organisation', '{ coverage(by: [ORGANISATION]) { rows { cells { columns contributions level } } } }'],
    [
      'coverage by kind of organisation and stance',
      '{ coverage(by: [ORGANISATION_KIND, STANCE]) { rows { cells { columns contributions level } } } }',
    ],
    [
      'coverage of a theme by year',
      '{ coverage(by: [YEAR], filter: { themes: ["COMP"] }) { rows { cells { columns contributions } } } }',
    ],
    [
      'coverage of every recommendation',
      '{ recommendations(first: 60, filter: { sets: ["BENCH"] }) { nodes { code coverage { level contributions byKind { kind count } byOrganisationKind { kind count } } } } }',
    ],
    ['search, common word', search('query: "biometric"')],
    ['search, two common words with facets', search(`query: "biometric access", ${FACETS}`)],
    ['search, rare word', search(`query: "${words.rare}"`)],
    ['search, phrase', search(`query: "\\"${words.phrase}\\""`)],
    ['search, filtered', search(`query: "biometric", filter: { recommendations: ["${codeOf(3)}"] }, ${FACETS}`)],
    ['search, browsing with facets', search(`query: "", ${FACETS}`)],
  ];
  return [
    ...plain.map(([name, query, variables]) => ({ name, query, variables, aim: AIM })),
    ...reports.map(([name, query, variables]) => ({ name, query, variables, aim: AIM_OF_REPORTS })),
  ];
}

/** Mean and longest time of each statement behind each reading, for the public and for an analyst, whose gate is the widest. */
export async function measureStatements(databaseUrl, url, { references, words, analyst }) {
  const found = [];
  await withClient(databaseUrl, async (counts) => {
    for (const [who, token] of [
      ['', undefined],
      [' (analyst)', analyst],
    ]) {
      const as = clientOf(url, token);
      for (const reading of readings(references, words)) {
        await as(reading.query, reading.variables);
        await counts.query('select pg_stat_statements_reset()');
        let variables = reading.variables ?? {};
        for (let turn = 0; turn < READS; turn++) {
          const { data } = await as(reading.query, variables);
          // Lists are paged through, since later pages must not cost more than the first.
          const next = data.contributions?.pageInfo?.endCursor;
          if (next) variables = { ...variables, after: next };
        }
        found.push(...(await timesOf(counts, `${reading.name}${who}`, reading.aim)));
      }
    }
  });
  return found.sort((one, other) => other.mean / other.aim - one.mean / one.aim);
}

/** The statements of a piece of work that writes; run by the caller, one step at a time. */
export async function measureStatementsOf(databaseUrl, name, work) {
  return withClient(databaseUrl, async (counts) => {
    await counts.query('select pg_stat_statements_reset()');
    await work();
    return timesOf(counts, name, AIM);
  });
}

async function timesOf(client, operation, aim) {
  const { rows } = await client.query(
    `select query, calls::int, mean_exec_time + mean_plan_time as mean, max_exec_time + max_plan_time as max
     from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
       and query not like '%pg_stat_statements%'`,
  );
  return rows.map((row) => ({ operation, aim, ...row, query: row.query.replace(/\s+/g, ' ').trim() }));
}
