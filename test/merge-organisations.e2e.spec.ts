import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FindOrCreateOrganisation, OrganisationKind } from '#libs/directory';
import { SYSTEM } from '#libs/identity';
import { globalId } from '#libs/platform';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { draft, link, published, revise, step } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

async function ask(as: Client, document: string, variables: Record<string, unknown> = {}): Promise<Any> {
  const { data, errors } = await as(document, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
const SIDE = 'organisation { id name } accounts people handedIn agencyPapers namedIn';
const preview = async (from: string, into: string, as = api.as.administrator) =>
  (
    await ask(
      as,
      `query P($from: ID!, $into: ID!) { organisationMerge(from: $from, into: $into) { identifiersDiffer seen from { ${SIDE} } into { ${SIDE} } } }`,
      { from, into },
    )
  ).organisationMerge;
const merge = async (from: string, into: string, seen: string, as = api.as.administrator) =>
  (
    await ask(
      as,
      'mutation M($input: MergeOrganisationsInput!) { mergeOrganisations(input: $input) { organisation { id name formerNames rorId version } errors { code message path } } }',
      { input: { from, into, seen } },
    )
  ).mergeOrganisations;
const organisation = async (name: string) =>
  globalId(
    'Organisation',
    (
      await api.database.transaction((transaction) =>
        new FindOrCreateOrganisation().execute(
          SYSTEM,
          { name, kind: OrganisationKind.INDUSTRY, country: null },
          transaction,
        ),
      )
    ).id,
  );
const readable = async (as: Client, { id }: { id: string }) =>
  Boolean((await ask(as, 'query N($id: ID!) { node(id: $id) { id } }', { id })).node);

it('what points to one points to the other afterwards, and rights go with it as the preview said', async () => {
  const { expert, rival, administrator, anonymous, analyst } = api.as;
  const [from, into] = [api.organisations.rival, api.organisations.expert].map((id) =>
    globalId('Organisation', id),
  ) as [string, string];
  const theirs = async (fields: object) => {
    let paper = await draft(rival, { ...fields });
    paper = (await step(rival, 'submitContribution', paper)).contribution;
    paper = (await step(analyst, 'startReview', paper)).contribution;
    return (await step(administrator, 'publishContribution', paper)).contribution;
  };
  const ours = await published(api, { title: 'Ours for agencies', audience: 'AGENCY' });
  const closed = await theirs({ title: 'Theirs for agencies', audience: 'AGENCY' });
  const secret = await theirs({ title: 'Theirs alone', audience: 'CONFIDENTIAL' });
  const both = await theirs({ title: 'Both speak', organisations: [from, into] });
  const open = await theirs({ title: 'Open' });
  const unsent = await draft(rival, { title: 'Not handed in' });
  for (const paper of [both, open]) await link(analyst, paper.id, 'HLEG-BMS-01');
  await api.projectAll();
  expect([await readable(expert, closed), await readable(rival, ours)]).toEqual([false, false]);

  const seen = await preview(from, into);
  expect(seen).toEqual({
    identifiersDiffer: false,
    seen: expect.any(String),
    // The draft is nobody's affair.
    from: {
      organisation: { id: from, name: 'The rival’s firm (invented)' },
      accounts: 1,
      people: 0,
      handedIn: 4,
      agencyPapers: 1,
      namedIn: 4,
    },
    into: {
      organisation: { id: into, name: 'The expert’s firm (invented)' },
      accounts: 1,
      people: 0,
      handedIn: 1,
      agencyPapers: 1,
      namedIn: 2,
    },
  });
  // What was seen is done, or nothing.
  const more = await theirs({ title: 'Theirs, since', audience: 'AGENCY' });
  expect(await merge(from, into, seen.seen)).toMatchObject({
    organisation: null,
    errors: [{ code: 'VERSION_CONFLICT', path: ['seen'] }],
  });
  const anew = await preview(from, into);
  expect(anew.from.agencyPapers).toBe(2);
  const past = new Date().toISOString();
  const made = await merge(from, into, anew.seen);
  expect(made).toMatchObject({
    errors: [],
    organisation: { id: into, name: 'The expert’s firm (invented)', formerNames: ['The rival’s firm (invented)'] },
  });

  // Both directions of rights: for agencies, and no further.
  for (const paper of [closed, more]) expect(await readable(expert, paper)).toBe(true);
  expect(await readable(rival, ours)).toBe(true);
  expect([await readable(expert, secret), await readable(expert, unsent), await readable(anonymous, closed)]).toEqual([
    false,
    false,
    false,
  ]);
  expect(await readable(rival, unsent)).toBe(true);

  // The old id, in every place where ids are given.
  const data = await ask(
    anonymous,
    `query O($from: ID!, $ids: [ID!]!) { node(id: $from) { id ... on Organisation { name contributions { totalCount } } }
       organisations(filter: { name: "rival" }) { totalCount nodes { id } }
       quickSearch(text: "the rival") { label node { id } }
       contributions(filter: { organisations: $ids }) { totalCount }
       search(query: "", filter: { organisations: $ids }, facets: [ORGANISATION]) { totalCount facets { values { value count selected } } }
       coverage(by: [ORGANISATION], filter: { organisations: $ids, recommendations: ["HLEG-BMS-01"] }) { columns { value } rows { total { contributions organisations } } } }`,
    { from, ids: [from] },
  );
  expect(data.node).toEqual({ id: into, name: 'The expert’s firm (invented)', contributions: { totalCount: 2 } });
  expect(data.organisations).toEqual({ totalCount: 1, nodes: [{ id: into }] });
  expect(data.quickSearch.map(({ node }: Any) => node.id)).toEqual([into]);
  expect(data.contributions.totalCount).toBe(2);
  await api.projectAll();
  const { search } = await ask(
    anonymous,
    'query S($ids: [ID!]!) { search(query: "", filter: { organisations: $ids }, facets: [ORGANISATION]) { totalCount facets { values { value count selected } } } }',
    { ids: [from] },
  );
  expect(search).toEqual({ totalCount: 2, facets: [{ values: [{ value: into, count: 2, selected: true }] }] });
  expect(data.coverage.columns).toEqual([{ value: into }]);
  expect(data.coverage.rows[0].total).toEqual({ contributions: 2, organisations: 1 });

  // Named once where both spoke, frozen or not; and what was named is kept.
  const speakers = async (paper: { id: string }) =>
    (
      await ask(administrator, 'query N($id: ID!) { node(id: $id) { ... on Contribution { organisations { id } } } }', {
        id: paper.id,
      })
    ).node.organisations;
  for (const paper of [both, open, secret]) expect(await speakers(paper)).toEqual([{ id: into }]);
  expect(
    (await api.database.query<{ count: number }>('select count(*)::int as count from merged_speaker'))[0]?.count,
  ).toBe(5);
  const then = await ask(
    anonymous,
    'query T($at: DateTime!) { contributions(asOf: $at, first: 100) { nodes { title organisations { id } } } }',
    { at: past },
  );
  expect(then.contributions.nodes.find(({ title }: Any) => title === 'Open').organisations).toEqual([{ id: into }]);

  // Whoever still writes the old id writes the one that stays; an import by the old name finds it.
  const next = (await revise(rival, unsent, { organisations: [from, into] })).contribution;
  expect(
    (
      await ask(rival, 'query N($id: ID!) { node(id: $id) { ... on Contribution { organisations { id } } } }', {
        id: next.id,
      })
    ).node.organisations,
  ).toEqual([{ id: into }]);
  expect(await organisation('THE RIVAL’S  firm (invented)')).toBe(into);
  await api.database.query('update account set organisation_id = $1 where email = $2', [
    api.organisations.rival,
    'rival@example.org',
  ]);
  expect(await readable(rival, ours)).toBe(true);

  const facts = await api.database.query<{ kind: string; payload: Any }>(
    `select kind, payload from change_log where kind in ('OrganisationsMerged', 'OrganisationMergedInto') or (kind = 'AccountChanged' and payload->>'organisationId' = $1) order by id`,
    [api.organisations.expert],
  );
  expect(facts.map(({ kind }) => kind)).toEqual(['AccountChanged', 'OrganisationsMerged', 'OrganisationMergedInto']);
  expect(facts[1]?.payload).toMatchObject({ from: api.organisations.rival, accounts: 1, people: 0, contributions: 6 });
});

it('goes on from one to the next, and the record that went is merged no more', async () => {
  const [a, b, c] = [
    await organisation('Alpha one'),
    await organisation('Alpha two'),
    await organisation('Alpha three'),
  ];
  const step = async (from: string, into: string) => merge(from, into, (await preview(from, into)).seen);
  expect((await step(a, b)).errors).toEqual([]);
  const seen = (await preview(b, c)).seen;
  expect((await merge(b, c, seen)).organisation).toMatchObject({ id: c, formerNames: ['Alpha one', 'Alpha two'] });
  const { nodes } = await ask(api.as.anonymous, 'query N($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: [a, b, c],
  });
  expect(nodes).toEqual([{ id: c }, { id: c }, { id: c }]);
  expect((await merge(a, c, 'x')).errors).toMatchObject([{ code: 'WRONG_STATE', path: ['from'] }]);
  expect((await merge(c, c, 'x')).errors).toMatchObject([{ code: 'INVALID', path: ['into'] }]);
  expect((await merge(c, globalId('Organisation', '11111111-1111-1111-1111-111111111111'), 'x')).errors).toMatchObject([
    { code: 'NOT_FOUND', path: ['into'] },
  ]);
  for (const [id, code] of [
    [a, 'INVALID'],
    [globalId('Organisation', '11111111-1111-1111-1111-111111111111'), 'NOT_FOUND'],
  ] as const) {
    const { errors } = await api.as.administrator(`{ organisationMerge(from: "${id}", into: "${c}") { seen } }`);
    expect(errors?.[0]?.extensions.code).toBe(code);
  }
});

it('of many who merge at once one does, and only administrators', async () => {
  const [a, b] = [await organisation('Beta one'), await organisation('Beta two')];
  const { seen } = await preview(a, b);
  for (const as of [api.as.analyst, api.as.expert]) {
    expect((await merge(a, b, seen, as)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const { errors } = await as(`{ organisationMerge(from: "${a}", into: "${b}") { seen } }`);
    expect(errors?.[0]?.extensions.code).toBe('NOT_ALLOWED');
  }
  const back = (await preview(b, a)).seen;
  const answers = await Promise.all([merge(a, b, seen), merge(b, a, back), merge(a, b, seen)]);
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
});

it('keeps what only the record that goes knew, and says when they may be two bodies', async () => {
  const [a, b, c] = [
    await organisation('Gamma one'),
    await organisation('Gamma two'),
    await organisation('Gamma three'),
  ];
  const set = (id: string, ror: string) =>
    api.database.query('update organisation set ror_id = $2 where id = $1::uuid', [id.slice(4), ror]);
  await set(a, 'https://ror.org/05a28rw58');
  await set(c, 'https://ror.org/02nr0ka47');
  expect((await preview(a, c)).identifiersDiffer).toBe(true);
  expect((await merge(a, b, (await preview(a, b)).seen)).organisation.rorId).toBe('https://ror.org/05a28rw58');
});

it('finds people by the record that went, and adds none beside them', async () => {
  const [a, b] = [await organisation('Epsilon one'), await organisation('Epsilon two')];
  const named = async (affiliation: string) =>
    (
      await ask(
        api.as.expert,
        'mutation N($input: NamePersonInput!) { namePerson(input: $input) { person { id affiliation { id } } errors { code } } }',
        { input: { name: 'Ada Invented', affiliation } },
      )
    ).namePerson.person;
  const person = await named(a);
  await merge(a, b, (await preview(a, b)).seen);
  for (const id of [a, b]) expect(await named(id)).toEqual({ id: person.id, affiliation: { id: b } });
});

it('lets no other change of a frozen revision through', async () => {
  const paper = await published(api);
  const [row] = await api.database.query<{ id: string }>(
    'select current_revision_id as id from contribution where id = $1::uuid',
    [paper.id.slice(4)],
  );
  const other = (await organisation('Delta')).slice(4);
  await expect(
    api.database.query('update revision_organisation set organisation_id = $2::uuid where revision_id = $1', [
      row?.id,
      other,
    ]),
  ).rejects.toThrow(/is frozen/);
  await expect(
    api.database.query('delete from revision_organisation where revision_id = $1', [row?.id]),
  ).rejects.toThrow(/is frozen/);
});
