import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadFiles } from '#libs/documents';
import { openBlobStore } from '#libs/platform';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { BODY, draft, published, revise, step } from './support/contributions.js';
import { attach, detach, upload } from './support/files.js';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
type Any = any;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
}, 120_000);
afterAll(() => api?.close());

const DIFF = `{ from to unchanged changed added removed isComplete
  facts { name before after } files { kind name formerName isCompared }
  changes { kind part heading file page before after paragraphs moved words { kind text } } }`;

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

  it('tells what changed beside the text', async () => {
    const paper = await published(api);
    const next = await revise(api.as.expert, paper, {
      themes: ['COMP-SBMS', 'DATA-QUAL'],
      systems: ['VIS'],
      event: 'rt-2017-06',
    });
    await step(api.as.expert, 'submitContribution', next.contribution);
    const [first, second] = await revisionsOf(api.as.analyst, paper.id);
    const told = await diff(api.as.analyst, first?.id as string, second?.id as string);
    expect(told.facts).toEqual([
      { name: 'EVENT', before: [], after: [expect.stringMatching(/^Interoperability in the JHA domain/)] },
      { name: 'THEMES', before: ['COMP-SBMS'], after: ['COMP-SBMS', 'DATA-QUAL'] },
      { name: 'SYSTEMS', before: [], after: ['VIS'] },
    ]);
    expect(told).toMatchObject({ changed: 0, added: 0, removed: 0, files: [] });
  });

  it('compares what files say by sentences, and follows a file that was renamed', async () => {
    const page = (what: string) =>
      `# Costs\nThe agency bears what is shared. Every state bears what is its own. ${what}\n\nThe audit is yearly, and its report is public to all.`;
    const give = async (to: Any, name: string, text: string) => {
      const { body } = await upload(api.url, api.tokens.expert, text, name);
      const given = await attach(api.as.expert, to, body.id);
      expect(given.errors).toEqual([]);
      return { ...given.contribution, file: given.file };
    };
    const paper = await published(api, {}, async (made) => {
      const one = await give(made, 'costs.md', page('Fees are shared by size.'));
      const two = await give(one, 'same.md', '# Same\nThese words stay as they are, letter by letter.');
      return give(two, 'gone.md', '# Gone\nNobody needs the annex on travel any longer.');
    });
    const read = await api.as.expert(
      `query F($id: ID!) { node(id: $id) { ... on Contribution { files { id name } } } }`,
      { id: paper.id },
    );
    const idOf = (name: string) => read.data.node.files.find((file: Any) => file.name === name).id;
    const opened = (await revise(api.as.expert, paper, { title: 'One matcher for several systems' })).contribution;
    let next = (await detach(api.as.expert, opened, idOf('gone.md'))).contribution;
    next = (await detach(api.as.expert, next, idOf('costs.md'))).contribution;
    next = await give(next, 'costs-2.md', page('Fees are shared by use.'));
    next = await give(next, 'new.md', '# New\nA plan of the migration follows in the autumn.');
    await step(api.as.expert, 'submitContribution', next);
    const [first, second] = await revisionsOf(api.as.analyst, paper.id);
    const ask = () => diff(api.as.analyst, first?.id as string, second?.id as string);

    const unread = await ask();
    expect(unread.files).toContainEqual({ kind: 'ADDED', name: 'new.md', formerName: null, isCompared: false });
    const reader = new ReadFiles(api.database, openBlobStore(api.configuration));
    while ((await reader.runOnce()) > 0);

    const told = await ask();
    expect(told.files).toEqual([
      { kind: 'UNCHANGED', name: 'same.md', formerName: null, isCompared: true },
      { kind: 'CHANGED', name: 'costs-2.md', formerName: 'costs.md', isCompared: true },
      { kind: 'ADDED', name: 'new.md', formerName: null, isCompared: true },
      { kind: 'REMOVED', name: 'gone.md', formerName: null, isCompared: true },
    ]);
    const changed = told.changes.filter((change: Any) => change.part === 'FILE' && change.kind !== 'UNCHANGED');
    expect(changed.map((change: Any) => [change.file, change.kind, change.before, change.after])).toEqual([
      ['costs-2.md', 'CHANGED', 'Fees are shared by size.', 'Fees are shared by use.'],
      ['new.md', 'ADDED', null, 'New\nA plan of the migration follows in the autumn.'],
      ['gone.md', 'REMOVED', 'Gone\nNobody needs the annex on travel any longer.', null],
    ]);
    expect(await diff(api.as.anonymous, first?.id as string, '2')).toBeNull();
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
