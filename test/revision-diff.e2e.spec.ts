import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { BODY, draft, published, revise, step } from './support/contributions.js';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
type Any = any;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
}, 120_000);
afterAll(() => api?.close());

const DIFF = `{ from to unchanged changed added removed isComplete
  changes { kind part heading before after paragraphs moved words { kind text } } }`;

async function revisionsOf(as: Client, id: string): Promise<{ id: string; number: number }[]> {
  const answer = await as(
    `query R($id: ID!) { node(id: $id) { ... on Contribution { revisions(first: 10) { nodes { id number } } } } }`,
    { id },
  );
  return answer.data.node.revisions.nodes;
}

async function diff(as: Client, revision: string, to: string): Promise<Any> {
  const answer = await as(
    `query D($id: ID!, $to: ID!) { node(id: $id) { ... on Revision { diff(to: $to) ${DIFF} } } }`,
    {
      id: revision,
      to,
    },
  );
  return answer.errors ? { code: answer.errors[0]?.extensions.code } : (answer.data.node?.diff ?? null);
}

/** Published, then revised and submitted again: the second revision is not everybody's yet. */
async function revised(): Promise<Any> {
  const paper = await published(api);
  const next = await revise(api.as.expert, paper, {
    title: 'One matcher for many systems',
    body: `${BODY.replace('fingerprints', 'faces')}\n\n## Costs\nThe agency bears what is shared.`,
    asks: ['Publish accuracy targets before the tender.', 'Say who pays.'],
  });
  if (!next.contribution) throw new Error(JSON.stringify(next.errors));
  await step(api.as.expert, 'submitContribution', next.contribution);
  const [first, second] = await revisionsOf(api.as.analyst, paper.id);
  return { id: paper.id, first: first?.id, second: second?.id };
}

describe('the difference of two revisions', () => {
  it('is told by paragraph, whichever is asked from', async () => {
    const { first, second } = await revised();
    const told = await diff(api.as.analyst, first, second);
    expect(told).toMatchObject({ from: 1, to: 2, changed: 2, added: 2, removed: 0, isComplete: true });
    const lines = told.changes.map((change: Any) => `${change.kind} ${change.part} ${change.heading ?? ''}`.trim());
    expect(lines).toEqual([
      'CHANGED TITLE',
      'UNCHANGED ABSTRACT',
      'UNCHANGED FIELD asks',
      'ADDED FIELD asks',
      'UNCHANGED FIELD statement',
      'CHANGED BODY Matching',
      'UNCHANGED BODY Migration',
      'ADDED BODY Costs',
    ]);
    expect(told.changes[5].words.filter((run: Any) => run.kind !== 'EQUAL')).toEqual([
      { kind: 'DELETE', text: 'fingerprints' },
      { kind: 'INSERT', text: 'faces' },
    ]);
    expect(await diff(api.as.analyst, second, '1')).toEqual(told);
    expect(await diff(api.as.expert, second, '1')).toEqual(told);
    expect(await diff(api.as.analyst, first, '1')).toMatchObject({ from: 1, to: 1, changed: 0, added: 0, removed: 0 });
  });

  it('says nothing of a revision that may not be read, nor whether there is one', async () => {
    const { id, first, second } = await revised();
    const [known] = await revisionsOf(api.as.anonymous, id);
    expect(known?.id).toBe(first);
    expect(await diff(api.as.anonymous, first, second)).toBeNull();
    expect(await diff(api.as.anonymous, first, '2')).toBeNull();
    expect(await diff(api.as.anonymous, first, '99')).toBeNull();
    expect(await diff(api.as.anonymous, second, '1')).toBeNull();
    const other = await revised();
    expect(await diff(api.as.analyst, first, other.second)).toBeNull();
    expect(await diff(api.as.analyst, first, 'second')).toEqual({ code: 'INVALID' });
  });

  it('knows no drafts and nothing of what was withdrawn', async () => {
    const own = await draft(api.as.expert);
    expect(await revisionsOf(api.as.expert, own.id)).toEqual([]);
    const paper = await published(api);
    const [first] = await revisionsOf(api.as.analyst, paper.id);
    await revise(api.as.expert, paper, { title: 'A draft of the next one' });
    expect(await diff(api.as.expert, first?.id as string, '2')).toBeNull();
    const again = await published(api);
    const [only] = await revisionsOf(api.as.analyst, again.id);
    const gone = await step(api.as.analyst, 'withdrawContribution', again, 'An error.');
    expect(gone.contribution).toMatchObject({ status: 'WITHDRAWN' });
    expect(await diff(api.as.expert, only?.id as string, '1')).toBeNull();
  });

  it('is refused when a request asks for many', async () => {
    const { first } = await revised();
    const many = [1, 2, 3, 4].map((n) => `d${n}: diff(to: "1") { changed }`).join(' ');
    const answer = await api.as.analyst(`query D($id: ID!) { node(id: $id) { ... on Revision { ${many} } } }`, {
      id: first,
    });
    expect(answer.errors?.[0]?.extensions.code).toBe('LIMIT_REACHED');
  });
});
