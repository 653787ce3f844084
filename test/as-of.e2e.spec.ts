import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { decide, link, published, revise, step } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const CODE = 'HLEG-BMS-01';

/** Level, figures and themes of one recommendation at an instant, from the matrix and from the recommendation itself. */
async function at(as: Client, asOf?: string) {
  const { data, errors } = await as(
    `query At($asOf: DateTime) {
       coverage(by: [THEME], filter: { recommendations: ["${CODE}"] }, asOf: $asOf) {
         asOf rows { total { level contributions organisations } cells { columns contributions } }
       }
       sbms: theme(code: "COMP-SBMS") { contributionCount(asOf: $asOf) }
       esp: theme(code: "COMP-ESP") { contributionCount(asOf: $asOf) }
       recommendation(code: "${CODE}") { links(asOf: $asOf, filter: { states: [CONFIRMED], recommendations: ["${CODE}"] }) { totalCount nodes { state revision suspect } } coverage(asOf: $asOf) { level contributions organisations suspect byStance { stance count } } }
     }`,
    { asOf },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const [row] = data.coverage.rows;
  const { coverage, links } = data.recommendation;
  const { level, contributions, organisations, suspect, byStance } = coverage;
  // A withdrawn paper keeps its links, and counts no more: now the two differ, then they did not.
  if (asOf)
    expect({ total: links.totalCount, nodes: links.nodes.length }).toEqual({
      total: contributions,
      nodes: contributions,
    });
  expect(data.coverage.asOf).toBe(asOf ?? null);
  expect(row.total).toEqual({ level, contributions, organisations });
  return {
    level,
    contributions,
    suspect,
    revisions: links.nodes.map(({ revision }: { revision: number }) => revision),
    counts: [data.sbms.contributionCount, data.esp.contributionCount],
    stances: byStance.map(({ stance }: { stance: string }) => stance),
    themes: row.cells.map(({ columns }: { columns: string[] }) => columns[0]),
  };
}

/** An instant after all that has been and before all that comes, also when cut to milliseconds. */
const now = async (): Promise<string> => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  await pause();
  const rows = await api.database.query<{ now: Date }>('select clock_timestamp() as now');
  await pause();
  return rows.map((row) => row.now.toISOString()).join();
};

it('tells coverage as it stood, whatever happened since', async () => {
  const { analyst, anonymous, expert } = api.as;
  const before = await now();
  let paper = await published(api, { themes: ['COMP-SBMS'] });
  const unlinked = await now();
  const claim = (await link(analyst, paper.id, CODE, { stance: 'SUPPORTS' })).link;
  const linked = await now();
  paper = (await revise(expert, paper, { themes: ['COMP-ESP'], title: 'Another title' })).contribution;
  paper = (await step(expert, 'submitContribution', paper)).contribution;
  paper = (await step(analyst, 'startReview', paper)).contribution;
  paper = (await step(analyst, 'publishContribution', paper)).contribution;
  const revised = await now();
  expect((await decide(analyst, claim.id, 'REJECT', 'It does not say so any more.')).errors).toEqual([]);
  const rejected = await now();

  const nothing = { level: 'NONE', contributions: 0, suspect: 0, revisions: [], stances: [], themes: [] };
  const said = { level: 'ONE_VOICE', contributions: 1, stances: ['SUPPORTS'] };
  for (const as of [anonymous, analyst]) {
    expect(await at(as, before)).toEqual({ ...nothing, counts: [0, 0] });
    expect(await at(as, unlinked)).toEqual({ ...nothing, counts: [1, 0] });
    expect(await at(as, linked)).toEqual({
      ...said,
      suspect: 0,
      revisions: [1],
      counts: [1, 0],
      themes: ['COMP-SBMS'],
    });
    expect(await at(as, revised)).toEqual({
      ...said,
      suspect: 1,
      revisions: [1],
      counts: [0, 1],
      themes: ['COMP-ESP'],
    });
    expect(await at(as, rejected)).toEqual({ ...nothing, counts: [0, 1] });
    expect(await at(as)).toEqual({ ...nothing, counts: [0, 1] });
  }
  // Withdrawn since: it was public record then, and is none now.
  await step(analyst, 'withdrawContribution', paper, 'A slip.');
  expect(await at(anonymous, linked)).toMatchObject(said);
  expect(await at(anonymous, await now())).toEqual({ ...nothing, counts: [0, 0] });
});

it('keeps proposals that were taken back since, as the figures of their days do', async () => {
  const { anonymous, expert } = api.as;
  const before = await now();
  const paper = await published(api);
  const { link: claim } = await link(expert, paper.id, 'HLEG-GOV-01');
  const proposed = await now();
  const told = async (asOf?: string) => {
    const { data } = await anonymous(
      `query Told($asOf: DateTime) { recommendation(code: "HLEG-GOV-01") {
         links(asOf: $asOf) { nodes { id state } } coverage(asOf: $asOf) { proposed contributions } } }`,
      { asOf },
    );
    const { links, coverage } = data.recommendation;
    return { ...coverage, states: links.nodes.map(({ state }: { state: string }) => state) };
  };
  const withdrawn = await expert(
    'mutation W($input: WithdrawLinkInput!) { withdrawLink(input: $input) { errors { code } } }',
    { input: { id: claim.id } },
  );
  expect(withdrawn.data.withdrawLink.errors).toEqual([]);
  expect(await told(before)).toEqual({ proposed: 0, contributions: 0, states: [] });
  expect(await told(proposed)).toEqual({ proposed: 1, contributions: 0, states: ['PROPOSED'] });
  expect(await told()).toEqual({ proposed: 0, contributions: 0, states: [] });
  const gone = await anonymous('query N($id: ID!) { node(id: $id) { id } }', { id: claim.id });
  expect(gone.data.node).toBeNull();
});

it('tells nothing of what its reader may not read today, nor of what was under embargo then', async () => {
  const { analyst, administrator, anonymous, rival } = api.as;
  const made = await now();
  const secret = await published(api, { audience: 'CONFIDENTIAL' });
  await link(administrator, secret.id, CODE);
  const held = await published(api, { embargoUntil: '2999-01-01T00:00:00.000Z' });
  await link(administrator, held.id, CODE);
  const done = await now();
  for (const as of [anonymous, rival, analyst]) expect((await at(as, done)).contributions).toBe(0);
  expect((await at(administrator, done)).contributions).toBe(1);
  // Once the embargo has ended, the days before its end stay as they were.
  await api.database.query(`update contribution set embargo_until = now() where id = $1`, [
    (await api.database.query<{ id: string }>(`select id from contribution where embargo_until is not null`))[0]?.id,
  ]);
  const free = await now();
  expect((await at(anonymous, done)).contributions).toBe(0);
  expect((await at(anonymous, free)).contributions).toBe(1);
  expect((await at(anonymous, made)).contributions).toBe(0);
});

it('refuses an instant that has not come', async () => {
  for (const document of [
    '{ coverage(by: [], asOf: "2999-01-01T00:00:00Z") { computedAt } }',
    `{ recommendation(code: "${CODE}") { coverage(asOf: "2999-01-01T00:00:00Z") { level } } }`,
    `{ recommendation(code: "${CODE}") { links(asOf: "2999-01-01T00:00:00Z") { totalCount } } }`,
    '{ theme(code: "COMP-ESP") { contributionCount(asOf: "2999-01-01T00:00:00Z") } }',
  ]) {
    const { errors } = await api.as.anonymous(document);
    expect(errors?.[0]?.extensions.code).toBe('INVALID');
  }
});
