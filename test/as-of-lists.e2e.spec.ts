import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { draft, link, published, revise, step } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

/** An instant after all that has been and before all that comes, also when cut to milliseconds. */
const now = async (): Promise<string> => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  await pause();
  const rows = await api.database.query<{ now: Date }>('select clock_timestamp() as now');
  await pause();
  return rows.map((row) => row.now.toISOString()).join();
};

async function ask(as: Client, document: string, variables: Record<string, unknown> = {}): Promise<Any> {
  const { data, errors } = await as(document, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const PAPER = `id reference status title abstract body audience version updatedAt viewerCan pending { number } tombstone { reason }
  themes { code } revisions { nodes { number title } } links { totalCount nodes { state stance } }
  relations { kind from { id } to { id } } history(first: 100) { totalCount nodes { kind } } ... on PositionPaper { statement }`;
const list = async (as: Client, asOf: string | null, more = ''): Promise<Any> =>
  (
    await ask(
      as,
      `query L($asOf: DateTime) { contributions(first: 100, asOf: $asOf${more}) { totalCount nodes { ${PAPER} } pageInfo { endCursor } } }`,
      { asOf },
    )
  ).contributions;

/** The next revision of a published paper, published. */
async function republish(paper: Any, fields: Record<string, unknown>): Promise<Any> {
  const { expert, analyst } = api.as;
  let next = (await revise(expert, paper, fields)).contribution;
  next = (await step(expert, 'submitContribution', next)).contribution;
  next = (await step(analyst, 'startReview', next)).contribution;
  return (await step(analyst, 'publishContribution', next)).contribution;
}

describe('Contributions as they stood', () => {
  it('read as they were published then, whatever became of them', async () => {
    const { expert, analyst, anonymous, administrator } = api.as;
    const before = await now();
    await draft(expert, { title: 'Never handed in' });
    let paper = await published(api, { title: 'First title', themes: ['COMP-SBMS'], statement: 'We are for it.' });
    const first = await now();
    await link(analyst, paper.id, 'HLEG-BMS-01');
    const other = await published(api, { title: 'Another' });
    await ask(
      analyst,
      'mutation R($input: RelateContributionsInput!) { relateContributions(input: $input) { errors { code } } }',
      { input: { from: other.id, to: paper.id, kind: 'RESPONDS_TO' } },
    );
    const linked = await now();
    paper = await republish(paper, { title: 'Second title', themes: ['COMP-ESP'], statement: 'We are against it.' });
    const second = await now();
    await step(analyst, 'withdrawContribution', paper, 'A slip.');
    const after = await now();

    const of = async (as: Client, asOf: string | null) =>
      (await list(as, asOf)).nodes.find(({ id }: Any) => id === paper.id) ?? null;
    for (const as of [anonymous, analyst, expert, administrator]) {
      expect((await list(as, before)).totalCount).toBe(0);
      expect((await list(as, before)).nodes).toEqual([]);
      expect((await list(as, first)).nodes.map(({ title }: Any) => title)).toEqual(['First title']);
      expect((await list(as, linked)).nodes.map(({ title }: Any) => title)).toEqual(['Another', 'First title']);
      expect((await list(as, second)).nodes.map(({ title }: Any) => title)).toEqual(['Another', 'Second title']);
      expect((await list(as, after)).nodes.map(({ title }: Any) => title)).toEqual(['Another']);
      const then = await of(as, first);
      // Nothing of a text that was withdrawn since is told, to anybody; its tombstone says why.
      expect(then).toMatchObject({
        status: 'PUBLISHED',
        title: 'First title',
        abstract: '',
        body: null,
        statement: null,
        themes: [{ code: 'COMP-SBMS' }],
        tombstone: { reason: 'A slip.' },
        viewerCan: [],
        pending: null,
        links: { totalCount: 0, nodes: [] },
        relations: [],
        revisions: { nodes: [{ number: 1, title: 'First title' }] },
      });
      expect(then.history.nodes.map(({ kind }: Any) => kind)).not.toContain('WITHDRAWN');
      expect(then.history.totalCount).toBe(then.history.nodes.length);
      const later = await of(as, linked);
      expect(later.links.nodes).toEqual([{ state: 'CONFIRMED', stance: 'SUPPORTS' }]);
      expect(later.relations).toEqual([{ kind: 'RESPONDS_TO', from: { id: other.id }, to: { id: paper.id } }]);
      const last = await of(as, second);
      expect(last.revisions.nodes.map(({ number }: Any) => number)).toEqual([1, 2]);
      expect(last.updatedAt > then.updatedAt).toBe(true);
    }
  });

  it('tell the whole text of then of what is still public record', async () => {
    let paper = await published(api, { title: 'Kept', body: 'It said this.', statement: 'For.' });
    const then = await now();
    paper = await republish(paper, {
      title: 'Given up',
      body: 'It says that.',
      statement: 'Against.',
      abstract: 'Short.',
    });
    const of = async (asOf: string | null) =>
      (await list(api.as.anonymous, asOf)).nodes.find(({ id }: Any) => id === paper.id);
    expect(await of(then)).toMatchObject({ body: 'It said this.', statement: 'For.', tombstone: null });
    expect(await of(null)).toMatchObject({ body: 'It says that.', statement: 'Against.' });
    const cited = async (asOf: string | null) =>
      (
        await ask(
          api.as.anonymous,
          'query C($asOf: DateTime) { contributions(first: 1, orderBy: UPDATED, asOf: $asOf) { nodes { citation } } }',
          { asOf },
        )
      ).contributions.nodes[0].citation;
    expect(await cited(then)).toContain('Kept');
    expect(await cited(null)).toContain('Given up');
    // Passages are kept of today's text only: that is said, and not another text shown for it.
    const passages =
      'query P($asOf: DateTime) { contributions(first: 100, asOf: $asOf) { nodes { id passages { totalCount } } } }';
    const refused = await api.as.anonymous(passages, { asOf: then });
    expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'UNSUPPORTED' } });
    expect(refused.errors?.[0]?.message).toContain(paper.reference);
    expect((await api.as.anonymous(passages, { asOf: await now() })).errors).toBeUndefined();
  });

  it('tell nobody that a relation of then was taken back since', async () => {
    const { analyst, expert, anonymous } = api.as;
    const [paper, other] = [await published(api, { title: 'Said of' }), await published(api, { title: 'Said to' })];
    const { relateContributions } = await ask(
      analyst,
      'mutation R($input: RelateContributionsInput!) { relateContributions(input: $input) { relation { id } } }',
      { input: { from: paper.id, to: other.id, kind: 'CONTRADICTS' } },
    );
    const then = await now();
    await ask(analyst, 'mutation E($input: EndRelationInput!) { endRelation(input: $input) { errors { code } } }', {
      input: { id: relateContributions.relation.id },
    });
    const of = async (as: Client, asOf: string) =>
      (
        await ask(
          as,
          'query L($asOf: DateTime) { contributions(first: 100, asOf: $asOf) { nodes { id relations { kind endedAt viewerCanEnd } } } }',
          { asOf },
        )
      ).contributions.nodes.find(({ id }: Any) => id === paper.id).relations;
    const after = await now();
    for (const as of [anonymous, expert, analyst]) {
      expect(await of(as, then)).toEqual([{ kind: 'CONTRADICTS', endedAt: null, viewerCanEnd: false }]);
      expect(await of(as, after)).toEqual([]);
    }
  });

  it('open no earlier text to those for whom it was not published, when a later one is for all', async () => {
    const { expert, rival, analyst, anonymous, administrator } = api.as;
    let paper = await published(api, { title: 'For agencies', body: 'Kept for agencies.', audience: 'AGENCY' });
    expect(
      (await link(analyst, paper.id, 'HLEG-UMF-01', { evidence: [{ quote: 'Kept for agencies.' }] })).errors,
    ).toEqual([]);
    const then = await now();
    paper = await republish(paper, { title: 'For all', body: 'Without what was kept.', audience: 'PUBLIC' });
    const REST = `query R($id: ID!, $asOf: DateTime) {
      node(id: $id) { ... on Contribution {
        revisions(first: 5) { nodes { number title body } } links { nodes { rationale decisionReason evidence { quote passage { text } } } } passages { nodes { text } }
        } }
      recommendation(code: "HLEG-UMF-01") { links(first: 100, asOf: $asOf) { nodes { contribution { id } } } coverage(asOf: $asOf) { contributions proposed } } }`;
    const seen = async (as: Client) => {
      const { node, recommendation } = await ask(as, REST, { id: paper.id, asOf: then });
      const titles = (await list(as, then)).nodes.map((one: Any) => one.title);
      const { coverage, links } = recommendation;
      return [
        titles.includes('For agencies'),
        node.revisions.nodes.map((one: Any) => one.number),
        links.nodes.some((one: Any) => one.contribution.id === paper.id),
        coverage.contributions + coverage.proposed > 0,
        JSON.stringify(node).includes('Kept for agencies'),
        JSON.stringify(node).includes('It proposes such a service.'),
      ];
    };
    for (const as of [expert, analyst, administrator])
      expect(await seen(as)).toEqual([true, [1, 2], true, true, true, true]);
    for (const as of [anonymous, rival]) expect(await seen(as)).toEqual([false, [2], false, false, false, false]);
  });

  it('are those that their reader may read today, and nothing that was under embargo then', async () => {
    const { analyst, administrator, anonymous, rival } = api.as;
    const secret = await published(api, { title: 'Secret', audience: 'CONFIDENTIAL' });
    const held = await published(api, { title: 'Held', embargoUntil: '2999-01-01T00:00:00.000Z' });
    const then = await now();
    const ids = async (as: Client, asOf: string) => (await list(as, asOf)).nodes.map(({ id }: Any) => id);
    for (const as of [anonymous, rival, analyst]) {
      for (const { id } of [secret, held]) expect(await ids(as, then)).not.toContain(id);
    }
    expect(await ids(administrator, then)).toContain(secret.id);
    expect(await ids(administrator, then)).not.toContain(held.id);
    expect((await list(anonymous, then)).totalCount).toBe((await ids(anonymous, then)).length);
  });

  it('are filtered and ordered by what they were then', async () => {
    const paper = await published(api, { title: 'Aaa', themes: ['DATA-ID'] });
    const then = await now();
    await republish(paper, { title: 'Zzz', themes: ['COMP-CIR'] });
    const titles = async (asOf: string, more: string) =>
      (await list(api.as.anonymous, asOf, more)).nodes.map(({ title }: Any) => title);
    const later = await now();
    expect(await titles(then, ', filter: { themes: ["DATA-ID"] }')).toEqual(['Aaa']);
    expect(await titles(then, ', filter: { themes: ["COMP-CIR"] }')).toEqual([]);
    expect(await titles(later, ', filter: { themes: ["COMP-CIR"], statuses: [PUBLISHED] }')).toEqual(['Zzz']);
    expect((await titles(then, ', orderBy: TITLE'))[0]).toBe('Aaa');
    expect((await titles(later, ', orderBy: TITLE')).at(-1)).toBe('Zzz');
    expect((await titles(later, ', orderBy: UPDATED'))[0]).toBe('Zzz');
    for (const status of ['DRAFT', 'IN_REVIEW', 'WITHDRAWN']) {
      const { errors } = await api.as.administrator(
        `{ contributions(asOf: "${then}", filter: { statuses: [PUBLISHED, ${status}] }) { totalCount } }`,
      );
      expect(errors?.[0]).toMatchObject({
        extensions: { code: 'INVALID', errors: [{ path: ['filter', 'statuses'] }] },
      });
    }
  });

  it.each(['NEWEST', 'OLDEST', 'UPDATED', 'TITLE'])(
    'come in pages by %s, whose cursors are of their instant',
    async (order) => {
      await published(api, { title: `Before ${order}` });
      const asOf = await now();
      const page = async (given: string, at: string | null) =>
        api.as.anonymous(
          `query P($at: DateTime) { contributions(${given}, orderBy: ${order}, asOf: $at) { nodes { id } pageInfo { hasNextPage endCursor startCursor hasPreviousPage } } }`,
          { at },
        );
      const all = (await list(api.as.anonymous, asOf, `, orderBy: ${order}`)).nodes.map(({ id }: Any) => id);
      expect(all.length).toBeGreaterThan(3);
      // What is published meanwhile changes no page.
      await published(api, { title: 'Meanwhile' });
      const seen: string[] = [];
      let after = '';
      for (;;) {
        const { data } = await page(`first: 2${after && `, after: "${after}"`}`, asOf);
        seen.push(...data.contributions.nodes.map(({ id }: Any) => id));
        const { hasNextPage, endCursor } = data.contributions.pageInfo;
        after = endCursor;
        if (!hasNextPage) break;
      }
      expect(seen).toEqual(all);
      const back = await page(`last: 2, before: "${after}"`, asOf);
      expect(back.data.contributions.nodes.map(({ id }: Any) => id)).toEqual(all.slice(-3, -1));
      for (const at of [null, await now()]) {
        const { errors } = await page(`first: 2, after: "${after}"`, at);
        expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID' } });
      }
      const today = (await page('first: 1', null)).data.contributions.pageInfo.endCursor;
      expect((await page(`first: 2, after: "${today}"`, asOf)).errors?.[0]).toMatchObject({
        extensions: { code: 'INVALID' },
      });
    },
  );
});

describe('Recommendations as they stood', () => {
  const CODE = 'HLEG-BMS-01';
  const ALL = `query R($asOf: DateTime, $filter: RecommendationFilter) { recommendations(first: 100, asOf: $asOf, filter: $filter) {
    totalCount nodes { code title version themes { code } coverage { contributions } links { totalCount } } } }`;

  it('read in the version that held, with links and coverage of that time', async () => {
    const { anonymous, administrator, analyst } = api.as;
    const of = async (asOf: string | null) =>
      (await ask(anonymous, ALL, { asOf })).recommendations.nodes.find(({ code }: Any) => code === CODE);
    const old = await of(null);
    const start = await now();
    const began = await of(start);
    expect(began).toMatchObject({ title: old.title, version: old.version, themes: old.themes });
    const paper = await published(api);
    const claimed = await link(analyst, paper.id, CODE);
    expect(claimed.errors).toEqual([]);
    const linked = await now();
    const revised = await ask(
      administrator,
      'mutation V($input: ReviseRecommendationInput!) { reviseRecommendation(input: $input) { errors { code message path } } }',
      {
        input: {
          code: CODE,
          version: old.version,
          title: 'Said anew',
          summary: 'In other words.',
          chapter: 'Another chapter',
          themes: ['DATA-ID'],
          systems: [],
        },
      },
    );
    expect(revised.reviseRecommendation.errors).toEqual([]);
    expect(await of(start)).toEqual(began);
    expect(await of(linked)).toMatchObject({
      title: old.title,
      version: old.version,
      coverage: { contributions: began.coverage.contributions + 1 },
      links: { totalCount: began.links.totalCount + 1 },
    });
    expect(await of(await now())).toMatchObject({ title: 'Said anew', version: old.version + 1 });
    // What came with the files counts as having been there always.
    const ages = (await ask(anonymous, ALL, { asOf: '2001-01-01T00:00:00Z' })).recommendations;
    expect(ages.totalCount).toBe((await ask(anonymous, ALL)).recommendations.totalCount);
    expect(ages.nodes.find(({ code }: Any) => code === CODE)).toMatchObject({
      title: old.title,
      version: 1,
      coverage: { contributions: 0 },
    });
    const named = async (asOf: string | null, filter: object) =>
      (await ask(anonymous, ALL, { asOf, filter })).recommendations.nodes.map(({ code }: Any) => code);
    expect(await named(linked, { chapters: ['Another chapter'] })).toEqual([]);
    expect(await named(null, { chapters: ['Another chapter'] })).toEqual([CODE]);
    const { coverage } = await ask(
      anonymous,
      `query C($asOf: DateTime) { coverage(by: [], filter: { recommendations: ["${CODE}"] }, asOf: $asOf) { rows { recommendation { title version } } } }`,
      { asOf: linked },
    );
    expect(coverage.rows).toEqual([{ recommendation: { title: old.title, version: old.version } }]);
  });

  it('come in pages whose cursors are of their instant', async () => {
    const asOf = await now();
    const page = (at: string | null, after?: string) =>
      api.as.anonymous(
        'query P($at: DateTime, $after: String) { recommendations(first: 7, orderBy: TITLE, asOf: $at, after: $after) { nodes { code } pageInfo { endCursor hasNextPage } totalCount } }',
        { at, after },
      );
    const codes: string[] = [];
    let after: string | undefined;
    let total = 0;
    for (;;) {
      const { recommendations } = (await page(asOf, after)).data;
      codes.push(...recommendations.nodes.map(({ code }: Any) => code));
      total = recommendations.totalCount;
      if (!recommendations.pageInfo.hasNextPage) break;
      after = recommendations.pageInfo.endCursor;
    }
    expect(new Set(codes).size).toBe(total);
    for (const at of [null, await now()])
      expect((await page(at, after)).errors?.[0]).toMatchObject({ extensions: { code: 'INVALID' } });
  });
});

it('An instant that has not come is refused', async () => {
  for (const list of ['contributions', 'recommendations']) {
    const { errors } = await api.as.anonymous(`{ ${list}(asOf: "2999-01-01T00:00:00Z") { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe('INVALID');
  }
});
