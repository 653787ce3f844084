import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './support/api.js';
import { link, published } from './support/contributions.js';

let api: TestApi;
const CODES = ['HLEG-GEN-01', 'HLEG-GEN-02', 'HLEG-ESP-01', 'HLEG-BMS-01', 'HLEG-CIR-01', 'HLEG-UMF-01', 'HLEG-DEC-01'];

beforeAll(async () => {
  api = await startTestApi();
  // Twenty papers in which everything occurs that a list can ask for.
  for (let index = 0; index < 20; index++) {
    const paper = await published(api, {
      title: `Paper ${index} on matching`,
      abstract:
        index % 4 < 2 ? 'Sensors in trains, at stations and beside tracks.' : 'Vessels in ports, at sea and on rivers.',
      themes: ['COMP-SBMS', 'BIO-FP', 'DATA-QUAL'].slice(0, 1 + (index % 3)),
      systems: ['SIS', 'EES'].slice(0, 1 + (index % 2)),
      event: 'rt-2017-06',
    });
    for (const code of CODES.slice(0, 1 + (index % 7))) await link(api.as.analyst, paper.id, code);
  }
}, 120_000);
afterAll(() => api?.close());

/** How many statements a query takes; the same for any number of rows, or a list asks once a row somewhere. */
async function statements(document: string, variables: Record<string, unknown>): Promise<number> {
  const before = api.database.statements.count;
  const answer = await api.as.analyst(document, variables);
  expect(answer.errors).toBeUndefined();
  return api.database.statements.count - before;
}

const LINKS = `links(first: 20) { totalCount nodes { stance suspect evidence { quote passage { text contribution { reference } } } recommendation { code title set { code } } decidedBy { name } } }`;
const PAPER = `id reference title abstract body kind status viewerCan pending { number }
  organisations { name } authors { name } event { slug themes { code } } themes { code label } systems { code }
  ... on PositionPaper { statement asks } ${LINKS}`;

describe.each([
  ['contributions', `query Q($n: Int!) { contributions(first: $n) { totalCount nodes { ${PAPER} } } }`],
  [
    'search',
    `query Q($n: Int!) { search(query: "matching", first: $n, facets: [KIND, THEME, RECOMMENDATION]) { totalCount edges { highlights { html } passages { html passage { heading } } node { ${PAPER} } } facets { values { label count } } } }`,
  ],
  [
    'quickSearch',
    `query Q($n: Int!) { quickSearch(text: "paper", first: $n) { label html node { ... on Contribution { ${PAPER} } } } }`,
  ],
  ['similar', 'query Q($n: Int!) { contributions(first: $n) { nodes { similar(first: 3) { title } } } }'],
  [
    'nearDuplicates',
    'query Q($n: Int!) { contributions(first: $n) { nodes { nearDuplicates { resemblance contribution { title } } } } }',
  ],
  [
    'recommendations',
    `query Q($n: Int!) { recommendations(first: $n) { totalCount nodes { code themes { code } systems { code } set { code } coverage { level contributions byStance { count } } links(first: 5) { nodes { contribution { title organisations { name } } } } } } }`,
  ],
  [
    'events',
    `query Q($n: Int!) { events(first: $n) { nodes { slug titles themes { code broader { code } narrower { code } } call { text } } } }`,
  ],
  [
    'themes of a list',
    `query Q($n: Int!) { recommendations(first: $n) { nodes { themes { code contributionCount synonyms broader { code } } } } }`,
  ],
])('%s', (_, document) => {
  it('takes the same number of statements for 2 and for 20 rows', async () => {
    // What is kept for a while (names of the taxonomy) is read before.
    await statements(document, { n: 2 });
    // Words of hits are stemmed once a process; both counts begin with all of them known.
    await statements(document, { n: 20 });
    const two = await statements(document, { n: 2 });
    const twenty = await statements(document, { n: 20 });
    expect(twenty).toBe(two);
    // One of a search's completes the word that is being typed.
    expect(two).toBeLessThanOrEqual(31);
  });
});

it('what is asked with every letter takes few statements', async () => {
  const quick = '{ quickSearch(text: "pa", first: 20) { label html node { __typename id } } }';
  // What it is called, and the nodes of six kinds.
  expect(await statements(quick, {})).toBeLessThanOrEqual(9);
  expect(await statements('{ suggestQueries(prefix: "pa", first: 20) }', {})).toBeLessThanOrEqual(4);
});

it('coverage of everything takes a fixed number of statements', async () => {
  const count = await statements(
    '{ coverage(by: [KIND, THEME], gapsFirst: true) { columns { label } rows { recommendation { code } total { level byOrganisationKind { count } } cells { columns contributions level } } } }',
    {},
  );
  expect(count).toBeLessThanOrEqual(8);
});
