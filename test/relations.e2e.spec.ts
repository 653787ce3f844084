import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { draft, published, revise, step, submitted } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

const RELATION = 'id kind note origin viewerCanEnd endedAt from { id title } to { id title }';
async function relate(as: Client, from: string, kind: string, to: string, note?: string): Promise<Any> {
  const { data, errors } = await as(
    `mutation R($input: RelateContributionsInput!) { relateContributions(input: $input) { relation { ${RELATION} } errors { code message path } } }`,
    { input: { from, kind, to, note } },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.relateContributions;
}
async function end(as: Client, id: string): Promise<Any> {
  const { data, errors } = await as(
    'mutation E($input: EndRelationInput!) { endRelation(input: $input) { relation { id } errors { code message path } } }',
    { input: { id } },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.endRelation;
}
const relationsOf = async (as: Client, id: string): Promise<Any> =>
  (await as(`query R($id: ID!) { node(id: $id) { ... on Contribution { relations { ${RELATION} } } } }`, { id })).data
    .node?.relations ?? null;
const told = async (as: Client, id: string): Promise<string[]> =>
  (
    await as(
      `query H($id: ID!) { node(id: $id) { ... on Contribution { history(first: 100) { totalCount nodes { kind by { name } relation { kind from { id } to { id } } } } } } }`,
      { id },
    )
  ).data.node.history.nodes
    .filter(({ kind }: Any) => /^RELAT/.test(kind))
    .map(({ kind, by, relation }: Any) => [kind, relation?.kind, by?.name].filter(Boolean).join(' '));

describe('What one contribution is to another', () => {
  it('is said by its author or an analyst, holds at once, and shows at both ends', async () => {
    const [first, second] = [await published(api, { title: 'First' }), await published(api, { title: 'Second' })];
    const made = await relate(api.as.expert, second.id, 'RESPONDS_TO', first.id, '  It answers\r\npoint two. ');
    expect(made).toMatchObject({
      errors: [],
      relation: {
        kind: 'RESPONDS_TO',
        origin: 'AUTHOR',
        note: 'It answers\npoint two.',
        viewerCanEnd: true,
        from: { title: 'Second' },
        to: { title: 'First' },
      },
    });
    const judged = await relate(api.as.analyst, first.id, 'CONTRADICTS', second.id);
    expect(judged.relation).toMatchObject({ origin: 'ANALYST', note: null, viewerCanEnd: true });
    for (const as of [api.as.anonymous, api.as.rival]) {
      const kinds = (await relationsOf(as, first.id)).map(({ kind, from, viewerCanEnd }: Any) => [
        kind,
        from.title,
        viewerCanEnd,
      ]);
      expect(kinds).toEqual([
        ['RESPONDS_TO', 'Second', false],
        ['CONTRADICTS', 'First', false],
      ]);
      expect(await relationsOf(as, second.id)).toEqual(await relationsOf(as, first.id));
    }
    const node = 'query N($id: ID!) { node(id: $id) { __typename id } }';
    expect((await api.as.anonymous(node, { id: made.relation.id })).data.node.__typename).toBe('ContributionRelation');
  });

  it('does not raise the version of either, nor make the next revision', async () => {
    const [first, second] = [await published(api), await published(api)];
    await relate(api.as.analyst, first.id, 'COMPLEMENTS', second.id);
    expect((await revise(api.as.expert, first, { title: 'Another' })).errors).toEqual([]);
    expect((await revise(api.as.expert, second, { title: 'Another' })).errors).toEqual([]);
  });

  it('is said once of a pair, whichever way round, and never of itself', async () => {
    const [first, second] = [await published(api), await published(api)];
    expect((await relate(api.as.expert, first.id, 'COMPLEMENTS', second.id)).errors).toEqual([]);
    for (const [from, to] of [
      [first.id, second.id],
      [second.id, first.id],
    ] as const) {
      expect(await relate(api.as.expert, from, 'COMPLEMENTS', to)).toMatchObject({
        relation: null,
        errors: [{ code: 'DUPLICATE', path: ['to'] }],
      });
    }
    expect((await relate(api.as.expert, first.id, 'CONTRADICTS', second.id)).errors).toEqual([]);
    expect((await relate(api.as.expert, first.id, 'RESPONDS_TO', first.id)).errors).toMatchObject([
      { code: 'INVALID', path: ['to'] },
    ]);
    expect(await relationsOf(api.as.anonymous, first.id)).toHaveLength(2);
  });

  it('of many who say the same at once one is heard', async () => {
    const [first, second] = [await published(api), await published(api)];
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        relate(api.as.analyst, index % 2 ? first.id : second.id, 'SUPERSEDES', index % 2 ? second.id : first.id),
      ),
    );
    expect(answers.filter(({ relation }) => relation)).toHaveLength(1);
    for (const { errors } of answers.filter(({ relation }) => !relation))
      expect(['DUPLICATE', 'INVALID']).toContain(errors[0].code);
    expect(await relationsOf(api.as.anonymous, first.id)).toHaveLength(1);
  });

  it('makes no circle of papers that supersede each other', async () => {
    const [a, b, c] = [await published(api), await published(api), await published(api)];
    const first = await relate(api.as.expert, b.id, 'SUPERSEDES', a.id);
    await relate(api.as.expert, c.id, 'SUPERSEDES', b.id);
    expect((await relate(api.as.expert, a.id, 'SUPERSEDES', c.id)).errors).toMatchObject([
      { code: 'INVALID', path: ['to'] },
    ]);
    await end(api.as.expert, first.relation.id);
    expect((await relate(api.as.expert, a.id, 'SUPERSEDES', c.id)).errors).toEqual([]);
  });

  it('is for its author and analysts to say', async () => {
    const [first, second] = [await published(api), await published(api)];
    expect((await relate(api.as.rival, first.id, 'CONTRADICTS', second.id)).errors).toMatchObject([
      { code: 'NOT_ALLOWED' },
    ]);
    expect((await relate(api.as.anonymous, first.id, 'CONTRADICTS', second.id)).errors).toMatchObject([
      { code: 'NOT_SIGNED_IN' },
    ]);
    expect((await relate(api.as.analyst, first.id, 'CONTRADICTS', second.id, 'x'.repeat(1_001))).errors).toMatchObject([
      { code: 'TOO_LARGE', path: ['note'] },
    ]);
    const judged = (await relate(api.as.analyst, first.id, 'CONTRADICTS', second.id)).relation;
    for (const as of [api.as.rival, api.as.expert]) {
      expect((await end(as, judged.id)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    }
    const own = (await relate(api.as.expert, first.id, 'COMPLEMENTS', second.id)).relation;
    expect((await end(api.as.rival, own.id)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await end(api.as.expert, own.id)).toEqual({ relation: null, errors: [] });
    expect((await end(api.as.expert, own.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await end(api.as.analyst, judged.id)).errors).toEqual([]);
    expect(await relationsOf(api.as.anonymous, first.id)).toEqual([]);
    expect((await relate(api.as.expert, first.id, 'COMPLEMENTS', second.id)).errors).toEqual([]);
  });

  it('is there for those who may read both ends, and counted for nobody else', async () => {
    const open = await published(api);
    const closed = await published(api, { audience: 'CONFIDENTIAL' });
    const own = await draft(api.as.expert);
    const waiting = await submitted(api);
    const made: string[] = [];
    for (const other of [closed, own, waiting])
      made.push((await relate(api.as.expert, other.id, 'RESPONDS_TO', open.id)).relation.id);
    const seen = async (as: Client) => (await relationsOf(as, open.id)).map(({ id }: Any) => made.indexOf(id));
    expect(await seen(api.as.expert)).toEqual([0, 1, 2]);
    expect(await seen(api.as.administrator)).toEqual([0, 2]);
    expect(await seen(api.as.analyst)).toEqual([2]);
    expect(await seen(api.as.rival)).toEqual([]);
    expect(await seen(api.as.anonymous)).toEqual([]);
    expect(await told(api.as.anonymous, open.id)).toEqual([]);
    expect(await told(api.as.analyst, open.id)).toEqual(['RELATED RESPONDS_TO expert']);
    for (const id of made) {
      const absent = await end(api.as.rival, `rel_${'1'.repeat(32)}`);
      expect(await end(api.as.rival, id)).toEqual(absent);
    }
    // What one may not read is not there to be related to.
    const rivals = await published(api);
    for (const other of [closed, own]) {
      expect((await relate(api.as.analyst, rivals.id, 'RESPONDS_TO', other.id)).errors).toEqual(
        (await relate(api.as.analyst, rivals.id, 'RESPONDS_TO', `con_${'1'.repeat(32)}`)).errors.map((error: Any) => ({
          ...error,
          message: expect.any(String),
        })),
      );
    }
  });

  it('is in the history of both, and what was taken back in that of those who judge and of who said it', async () => {
    const [first, second] = [await published(api), await published(api)];
    const own = (await relate(api.as.expert, first.id, 'RESPONDS_TO', second.id)).relation;
    await relate(api.as.analyst, first.id, 'COMPLEMENTS', second.id);
    await end(api.as.expert, own.id);
    for (const { id } of [first, second]) {
      expect(await told(api.as.anonymous, id)).toEqual(['RELATED COMPLEMENTS']);
      expect(await told(api.as.analyst, id)).toEqual([
        'RELATION_ENDED RESPONDS_TO expert',
        'RELATED COMPLEMENTS analyst',
        'RELATED RESPONDS_TO expert',
      ]);
    }
  });

  it('stays when an end is withdrawn, as links do; nothing new is said of a tombstone', async () => {
    const [first, second] = [await published(api), await published(api)];
    const own = (await relate(api.as.expert, first.id, 'RESPONDS_TO', second.id)).relation;
    await step(api.as.analyst, 'withdrawContribution', first, 'A slip.');
    expect(await relationsOf(api.as.anonymous, second.id)).toMatchObject([{ id: own.id }]);
    expect((await relate(api.as.expert, first.id, 'COMPLEMENTS', second.id)).errors).toMatchObject([
      { code: 'WRONG_STATE' },
    ]);
    expect((await end(api.as.expert, own.id)).errors).toMatchObject([{ code: 'WRONG_STATE' }]);
    // One that was withdrawn may well be superseded.
    expect((await relate(api.as.expert, second.id, 'SUPERSEDES', first.id)).errors).toEqual([]);
    expect((await end(api.as.analyst, own.id)).errors).toEqual([]);
  });

  it('has a limit that is stated', async () => {
    const paper = await published(api);
    await api.database.query(
      `insert into contribution_relation (id, from_id, to_id, kind, origin, valid_from)
       select gen_random_uuid(), $1::uuid, c.id, kind, 'ANALYST', now()
       from (select id from contribution where status = 'PUBLISHED' and id <> $1::uuid limit 13) c, unnest(array['RESPONDS_TO', 'SUPERSEDES', 'COMPLEMENTS', 'CONTRADICTS']) kind
       limit 50`,
      [paper.id.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')],
    );
    const other = await published(api);
    expect((await relate(api.as.expert, paper.id, 'RESPONDS_TO', other.id)).errors).toMatchObject([
      { code: 'LIMIT_REACHED' },
    ]);
    expect((await relate(api.as.expert, other.id, 'RESPONDS_TO', paper.id)).errors).toEqual([]);
  });
});
