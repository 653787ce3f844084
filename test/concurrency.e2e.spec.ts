import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MakeToken, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { BODY, decide, draft, link, published, revise, step, submitted } from './support/contributions.js';

// biome-ignore lint/suspicious/noExplicitAny: payloads of any shape.
type Any = any;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

const codes = (payload: Any): string[] => payload.errors.map((error: Any) => error.code);

/** Another expert, with a client that sends as them. */
async function anotherExpert(name: string): Promise<Client> {
  const { id } = await new SaveAccount(api.database).execute(SYSTEM, {
    email: `${name}@example.org`,
    name,
    roles: [Role.EXPERT],
    password: 'correct horse battery',
  });
  const { token } = await new MakeToken(api.database).execute(SYSTEM, { accountId: id, name: 'test', hours: 1 });
  return async (query, variables) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, headers: response.headers, ...((await response.json()) as Any) };
  };
}

/** Numbers of the references given, in order. */
async function numbers(): Promise<number[]> {
  const rows = await api.database.query<{ reference: string }>(
    'select reference from contribution where reference is not null order by 1',
  );
  return rows.map((row) => Number(/^RT-\d{4}-(\d{4})$/.exec(row.reference)?.[1]));
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** What must hold of every contribution, whatever ran at once. */
async function expectConsistent(): Promise<void> {
  const wrong = await api.database.query(
    `select c.id from contribution c
     where not exists (select from revision r where r.id = c.current_revision_id and r.contribution_id = c.id)
        or (c.pending_revision_id is not null and not exists (select from revision r where r.id = c.pending_revision_id and r.contribution_id = c.id))
        or (c.status = 'PUBLISHED') <> exists (select from publication p where p.contribution_id = c.id and p.revision_id = c.current_revision_id and p.valid_to is null)
        or (select count(*) from publication p where p.contribution_id = c.id and p.valid_to is null) > 1
        or not exists (select from search_head h where h.contribution_id = c.id)
        or (c.status = 'WITHDRAWN') <> not exists (select from passage p where p.contribution_id = c.id and p.current)
        or exists (select from passage p where p.contribution_id = c.id and p.current and p.revision_id <> c.current_revision_id)
        or (select count(*) from change_log f where f.subject_id = c.id) <> c.version`,
  );
  expect(wrong).toEqual([]);
  const links = await api.database.query(
    `select l.id from recommendation_link l
     where (select count(*) from link_claim k where k.link_id = l.id and k.valid_to is null) <> 1
        or (select array_agg(k.number order by k.valid_from) from link_claim k where k.link_id = l.id)
           <> (select array_agg(n)::int[] from generate_series(1, (select count(*) from link_claim k where k.link_id = l.id)) n)`,
  );
  expect(links).toEqual([]);
}

describe('submissions at once', () => {
  let people: Client[];
  beforeAll(async () => {
    people = [api.as.expert, api.as.rival, await anotherExpert('third'), await anotherExpert('fourth')];
  });

  it('40 of four people get references without gaps or doubles', async () => {
    const drafts = await Promise.all(
      upTo(40).map(async (n) => {
        const as = people[n % 4] as Client;
        return { as, paper: await draft(as, { title: `Paper ${n}` }) };
      }),
    );
    const sent = await Promise.all(drafts.map(({ as, paper }) => step(as, 'submitContribution', paper)));
    expect(sent.flatMap(codes)).toEqual([]);
    const references = sent.map((payload) => payload.contribution.reference);
    expect(new Set(references).size).toBe(40);
    expect(await numbers()).toEqual(upTo(40));
    await expectConsistent();
  });

  it('also when a third of them fail after the number was taken, and another third before', async () => {
    const before = (await numbers()).length;
    // Fails at the very end of the transaction, when the number has been taken and everything else is written.
    await api.database.query(`
      create function fail_some() returns trigger language plpgsql as $$
      begin
        if exists (select from revision r where r.id = new.current_revision_id and r.title like 'Fails%') then
          raise exception 'made to fail';
        end if;
        return null;
      end $$`);
    await api.database.query(`
      create constraint trigger fail_some after update on contribution deferrable initially deferred
      for each row when (new.status = 'SUBMITTED') execute function fail_some()`);
    try {
      const drafts = await Promise.all(
        upTo(40).map(async (n) => {
          const as = people[n % 4] as Client;
          const fields =
            n % 3 === 0 ? { title: `Fails ${n}` } : n % 3 === 1 ? { abstract: null } : { title: `Fine ${n}` };
          return { n, as, paper: await draft(as, fields) };
        }),
      );
      const sent = await Promise.all(
        drafts.map(async ({ n, as, paper }) => {
          const answer = await as(
            'mutation S($input: ContributionTransitionInput!) { submitContribution(input: $input) { contribution { reference } errors { code } } }',
            { input: { id: paper.id, version: paper.version } },
          );
          return { n, answer };
        }),
      );
      for (const { n, answer } of sent) {
        if (n % 3 === 0) expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
        else if (n % 3 === 1) expect(codes(answer.data.submitContribution)).toEqual(['INVALID']);
        else expect(answer.data.submitContribution.contribution.reference).toMatch(/^RT-/);
      }
      const fine = sent.filter(({ n }) => n % 3 === 2).length;
      expect(await numbers()).toEqual(upTo(before + fine));
      const [left] = await api.database.query<{ count: number }>(
        `select count(*)::int as count from contribution c join revision r on r.id = c.current_revision_id
         where r.title like 'Fails%' and (c.status <> 'DRAFT' or c.reference is not null or c.version <> 1 or r.frozen_at is not null)`,
      );
      expect(left?.count).toBe(0);
    } finally {
      await api.database.query('drop trigger fail_some on contribution');
      await api.database.query('drop function fail_some');
    }
    await expectConsistent();
  });

  it('the same one twice is submitted once', async () => {
    const paper = await draft(api.as.expert);
    const before = (await numbers()).length;
    const sent = await Promise.all(upTo(6).map(() => step(api.as.expert, 'submitContribution', paper)));
    expect(sent.flatMap(codes).sort()).toEqual(Array.from({ length: 5 }, () => 'VERSION_CONFLICT'));
    expect(await numbers()).toEqual(upTo(before + 1));
  });
});

describe('editors at once', () => {
  it('with the same version: exactly one wins, and its words are there', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const paper = await draft(api.as.expert);
      const answers = await Promise.all(
        upTo(4).map((n) => revise(api.as.expert, paper, { title: `Version of ${n}`, body: `Words of ${n}.` })),
      );
      const won = answers.flatMap((answer, index) => (answer.errors.length === 0 ? [index + 1] : []));
      expect(won).toHaveLength(1);
      expect(answers.flatMap(codes)).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT']);
      const read = await api.as.expert(
        'query N($id: ID!) { node(id: $id) { ... on Contribution { title body version passages { nodes { text } } } } }',
        { id: paper.id },
      );
      expect(read.data.node).toMatchObject({ title: `Version of ${won[0]}`, body: `Words of ${won[0]}.`, version: 2 });
      expect(read.data.node.passages.nodes.at(-1)).toEqual({ text: `Words of ${won[0]}.` });
    }
    await expectConsistent();
  });

  it('a submitter revising and an analyst tagging: one wins', async () => {
    const paper = await published(api);
    const answers = await Promise.all([
      revise(api.as.expert, paper, { title: 'Newer' }),
      revise(api.as.analyst, paper, { themes: ['BIO-FP'] }),
    ]);
    expect(answers.flatMap(codes)).toEqual(['VERSION_CONFLICT']);
    await expectConsistent();
  });
});

describe('everything at once on one contribution', () => {
  it('ends in a consistent state, and nothing fails unexpectedly', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const paper = await published(api, { title: `At once ${turn}` });
      const pending = (await revise(api.as.expert, paper, { body: `${BODY}\n\nMore of it.` })).contribution;
      const sent = (await step(api.as.expert, 'submitContribution', pending)).contribution;
      const reviewed = (await step(api.as.analyst, 'startReview', sent)).contribution;
      // The next versions are guessed, so that later steps come into their own while earlier ones are under way.
      const ahead = (by: number) => ({ ...reviewed, version: reviewed.version + by });
      const answers: Any[] = await Promise.all([
        step(api.as.analyst, 'publishContribution', reviewed),
        step(api.as.administrator, 'publishContribution', reviewed),
        step(api.as.analyst, 'requestChanges', reviewed, 'Say more.'),
        revise(api.as.expert, ahead(1), { title: 'Yet newer' }),
        revise(api.as.analyst, ahead(0), { themes: ['BIO-FP'] }),
        revise(api.as.analyst, ahead(1), { themes: ['BIO-FP'] }),
        link(api.as.analyst, paper.id, 'HLEG-BMS-01'),
        link(api.as.expert, paper.id, 'HLEG-BMS-01'),
        link(api.as.analyst, paper.id, 'HLEG-CIR-01'),
        link(api.as.expert, paper.id, 'HLEG-ESP-01', { evidence: [{ quote: 'More of it.' }] }),
        ...(turn % 2 === 0
          ? [step(api.as.analyst, 'withdrawContribution', ahead(turn === 0 ? 0 : 1), 'By mistake.')]
          : []),
        step(api.as.analyst, 'withdrawContribution', ahead(9), 'Never.'),
      ]);
      // Its reader may read it all the while: nobody is told that it is not there.
      for (const payload of answers) {
        for (const code of codes(payload)) {
          expect(['VERSION_CONFLICT', 'WRONG_STATE', 'DUPLICATE', 'INVALID']).toContain(code);
        }
      }
      await expectConsistent();
    }
  });

  it('a link made while the next revision is published is a link to one of the two', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const paper = await published(api);
      const pending = (await revise(api.as.expert, paper, { title: 'Newer' })).contribution;
      const sent = (await step(api.as.expert, 'submitContribution', pending)).contribution;
      const reviewed = (await step(api.as.analyst, 'startReview', sent)).contribution;
      const [, one, other] = await Promise.all([
        step(api.as.analyst, 'publishContribution', reviewed),
        link(api.as.analyst, paper.id, 'HLEG-BMS-01'),
        link(api.as.expert, paper.id, 'HLEG-BMS-02'),
      ]);
      expect([...codes(one), ...codes(other)]).toEqual([]);
    }
    await expectConsistent();
  });

  it('waits for a change under way and then goes by what it left', async () => {
    const paper = await published(api);
    const pending = (await revise(api.as.expert, paper, { title: 'Newer' })).contribution;
    const sent = (await step(api.as.expert, 'submitContribution', pending)).contribution;
    const reviewed = (await step(api.as.analyst, 'startReview', sent)).contribution;
    const made = await link(api.as.expert, paper.id, 'HLEG-BMS-02');
    // Somebody holds the row; publication queues first, then those who read both ends of a link.
    const [publication, linked, decided] = await api.database.transaction(async (transaction) => {
      await transaction.query(`select id from contribution where reference = $1 for update`, [paper.reference]);
      const first = step(api.as.analyst, 'publishContribution', reviewed);
      await waiting(1);
      const second = link(api.as.analyst, paper.id, 'HLEG-BMS-01');
      const third = decide(api.as.analyst, made.link.id, 'CONFIRM');
      await waiting(3);
      return [first, second, third].map((promise) => ({ promise }));
    });
    expect(codes(await publication?.promise)).toEqual([]);
    expect(await linked?.promise).toMatchObject({ errors: [], link: { revision: 2, suspect: false } });
    expect(await decided?.promise).toMatchObject({ errors: [], link: { state: 'CONFIRMED', revision: 2 } });
    await expectConsistent();
  });
});

/** Until so many sessions of this database wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    const [row] = await api.database.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((row?.count ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Never ${count} sessions waited.`);
}

describe('links at once', () => {
  let paper: Any;
  beforeEach(async () => {
    paper = await published(api);
  });

  it('two alike: one is a duplicate', async () => {
    for (const recommendation of ['HLEG-BMS-01', 'HLEG-BMS-02', 'HLEG-CIR-01', 'HLEG-ESP-01']) {
      const answers = await Promise.all([
        link(api.as.analyst, paper.id, recommendation),
        link(api.as.administrator, paper.id, recommendation),
      ]);
      expect(answers.flatMap(codes)).toEqual(['DUPLICATE']);
    }
    await expectConsistent();
  });

  it('two decisions: each is told what the other decided', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const own = await published(api);
      const made = await link(api.as.expert, own.id, 'HLEG-BMS-01');
      const answers = await Promise.all([
        decide(api.as.analyst, made.link.id, 'CONFIRM'),
        decide(api.as.administrator, made.link.id, 'CONFIRM'),
      ]);
      expect(answers.flatMap(codes)).toEqual(['WRONG_STATE']);
      const both = await Promise.all([
        decide(api.as.analyst, made.link.id, 'REJECT', 'No.'),
        decide(api.as.administrator, made.link.id, 'REJECT', 'No.'),
      ]);
      expect(both.flatMap(codes)).toEqual(['WRONG_STATE']);
    }
    await expectConsistent();
  });

  it('two that link a rejected pair anew: one is a duplicate', async () => {
    const made = await link(api.as.expert, paper.id, 'HLEG-BMS-01');
    await decide(api.as.analyst, made.link.id, 'REJECT', 'No.');
    const answers = await Promise.all([
      link(api.as.analyst, paper.id, 'HLEG-BMS-01'),
      link(api.as.administrator, paper.id, 'HLEG-BMS-01'),
      link(api.as.analyst, paper.id, 'HLEG-BMS-01'),
    ]);
    expect(answers.flatMap(codes)).toEqual(['DUPLICATE', 'DUPLICATE']);
    await expectConsistent();
  });

  it('a decision that began earlier than the claim it waited for', async () => {
    const made = await link(api.as.expert, paper.id, 'HLEG-BMS-01');
    const late = await api.database.transaction(async (transaction) => {
      await transaction.query(
        `select l.id from recommendation_link l join contribution c on c.id = l.contribution_id where c.reference = $1 for update of l`,
        [paper.reference],
      );
      const first = decide(api.as.analyst, made.link.id, 'CONFIRM');
      const second = decide(api.as.administrator, made.link.id, 'REJECT', 'No.');
      await waiting(2);
      return [first, second].map((promise) => ({ promise }));
    });
    const [confirmed, rejected] = await Promise.all(late.map(({ promise }) => promise));
    // Whoever came first: a confirmed link may still be rejected, a rejected one not confirmed.
    expect([[], ['WRONG_STATE']]).toContainEqual(codes(confirmed));
    expect(codes(rejected)).toEqual([]);
    await expectConsistent();
  });
});

it('twenty submissions while others search, list and read', async () => {
  const drafts = await Promise.all(upTo(20).map((n) => draft(api.as.rival, { title: `Among readers ${n}` })));
  const reads = upTo(40).map((n) =>
    api.as.anonymous(
      n % 2 === 0
        ? '{ search(query: "engine", facets: [THEME, STANCE]) { totalCount } }'
        : '{ contributions { totalCount nodes { title links { totalCount } } } coverage(by: [THEME]) { rows { total { level } } } }',
    ),
  );
  const [sent, read] = await Promise.all([
    Promise.all(drafts.map((paper) => step(api.as.rival, 'submitContribution', paper))),
    Promise.all(reads),
  ]);
  expect(sent.flatMap(codes)).toEqual([]);
  for (const answer of read) expect(answer.errors).toBeUndefined();
  const paper = await submitted(api);
  expect(paper.status).toBe('SUBMITTED');
  const given = await numbers();
  expect(given).toEqual(upTo(given.length));
});
