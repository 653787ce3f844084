import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { decide, draft, link, published, revise, step } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

const ENTRY = 'kind at revision link { recommendation { code } state } by { name }';
const historyOf = async (as: Client, id: string, page = 'first: 100'): Promise<Any> => {
  const { data, errors } = await as(
    `query H($id: ID!) { node(id: $id) { ... on Contribution { history(${page}) { totalCount pageInfo { hasNextPage endCursor } nodes { ${ENTRY} } } } } }`,
    { id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node?.history ?? null;
};
const told = async (as: Client, id: string): Promise<string[] | null> =>
  (await historyOf(as, id))?.nodes.map(({ kind, revision, link: of }: Any) =>
    [kind, revision, of?.recommendation.code].filter(Boolean).join(' '),
  ) ?? null;

it('tells everyone what is public record, and the rest to those who judge and to the submitter', async () => {
  const { anonymous, expert, rival, analyst } = api.as;
  let paper = await draft(expert);
  const proposed = (await link(expert, paper.id, 'HLEG-ESP-01')).link;
  paper = (await step(expert, 'submitContribution', paper)).contribution;
  paper = (await step(analyst, 'startReview', paper)).contribution;
  paper = (await step(analyst, 'requestChanges', paper, 'Say more.')).contribution;
  expect(await told(anonymous, paper.id)).toBeNull();
  expect(await told(rival, paper.id)).toBeNull();
  paper = (await revise(expert, paper, { title: 'One matcher, said better' })).contribution;
  paper = (await step(expert, 'submitContribution', paper)).contribution;
  paper = (await step(analyst, 'startReview', paper)).contribution;
  paper = (await step(analyst, 'publishContribution', paper)).contribution;
  await link(analyst, paper.id, 'HLEG-BMS-01');
  expect((await decide(analyst, proposed.id, 'REJECT', 'It says nothing of it.')).errors).toEqual([]);

  const open = ['LINK_CONFIRMED HLEG-BMS-01', 'PUBLISHED 2', 'SUBMITTED 2', 'SUBMITTED 1'];
  const all = [
    'LINK_REJECTED HLEG-ESP-01',
    'LINK_CONFIRMED HLEG-BMS-01',
    'PUBLISHED 2',
    'REVIEW_STARTED',
    'SUBMITTED 2',
    'CHANGES_REQUESTED',
    'REVIEW_STARTED',
    'SUBMITTED 1',
    'LINK_PROPOSED HLEG-ESP-01',
  ];
  expect(await told(anonymous, paper.id)).toEqual(open);
  expect(await told(rival, paper.id)).toEqual(open);
  expect(await told(expert, paper.id)).toEqual(all);
  expect(await told(analyst, paper.id)).toEqual(all);
  const [first] = (await historyOf(analyst, paper.id)).nodes;
  expect(first).toMatchObject({ by: { name: 'analyst' }, link: { state: 'REJECTED' } });
  for (const entry of (await historyOf(anonymous, paper.id)).nodes) expect(entry.by).toBeNull();

  // The next revision on its way is not public; neither that it was declined.
  paper = (await revise(expert, paper, { title: 'Another matcher' })).contribution;
  paper = (await step(expert, 'submitContribution', paper)).contribution;
  paper = (await step(analyst, 'startReview', paper)).contribution;
  paper = (await step(analyst, 'declineContribution', paper, 'No.')).contribution;
  expect(await told(anonymous, paper.id)).toEqual(open);
  expect((await told(analyst, paper.id))?.slice(0, 3)).toEqual(['DECLINED 3', 'REVIEW_STARTED', 'SUBMITTED 3']);

  const withdrawn = (await step(analyst, 'withdrawContribution', paper, 'A slip.')).contribution;
  expect(await told(anonymous, withdrawn.id)).toEqual(['WITHDRAWN', ...open]);
});

it('comes in pages, and counts what its reader may know', async () => {
  const paper = await published(api);
  for (const code of ['HLEG-BMS-01', 'HLEG-ESP-01', 'HLEG-CIR-01']) await link(api.as.analyst, paper.id, code);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await historyOf(api.as.anonymous, paper.id, `first: 2${after ? `, after: "${after}"` : ''}`);
    expect(page.totalCount).toBe(5);
    seen.push(...page.nodes.map((entry: Any) => entry.kind));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  } while (after);
  expect(seen).toEqual(['LINK_CONFIRMED', 'LINK_CONFIRMED', 'LINK_CONFIRMED', 'PUBLISHED', 'SUBMITTED']);
  expect((await historyOf(api.as.analyst, paper.id, 'first: 1')).totalCount).toBe(6);
});
