import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { FindOrCreateOrganisation, OrganisationKind } from '#libs/directory';
import { MakeToken, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { globalId } from '#libs/platform';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { draft, link, published, revise, step, submitted } from './support/contributions.js';
import { attach, download, upload } from './support/files.js';

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape.
type Any = any;

const VIEWERS = ['anonymous', 'rival', 'colleague', 'analyst', 'administrator', 'submitter'] as const;
type Viewer = (typeof VIEWERS)[number];

const PUBLIC: readonly Viewer[] = VIEWERS;
const JUDGED: readonly Viewer[] = ['analyst', 'administrator', 'submitter'];
const AGENCY: readonly Viewer[] = ['colleague', 'analyst', 'administrator', 'submitter'];
const SECRET: readonly Viewer[] = ['administrator', 'submitter'];
const NOBODY: readonly Viewer[] = [];

/** Who reads what, by hand from the rule. `texts`: who reads abstract, body, statement and evidence. */
const RULE: Record<string, { readers: readonly Viewer[]; texts: readonly Viewer[]; counts: boolean }> = {
  draft: { readers: ['submitter'], texts: ['submitter'], counts: false },
  submitted: { readers: JUDGED, texts: JUDGED, counts: false },
  reviewed: { readers: JUDGED, texts: JUDGED, counts: false },
  returned: { readers: JUDGED, texts: JUDGED, counts: false },
  declined: { readers: JUDGED, texts: JUDGED, counts: false },
  // Handed in with an audience and an embargo: before publication those who judge read it all the same.
  guarded: { readers: JUDGED, texts: JUDGED, counts: false },
  public: { readers: PUBLIC, texts: PUBLIC, counts: true },
  agency: { readers: AGENCY, texts: AGENCY, counts: true },
  confidential: { readers: SECRET, texts: SECRET, counts: true },
  embargoed: { readers: SECRET, texts: SECRET, counts: true },
  closed: { readers: SECRET, texts: SECRET, counts: true },
  // Of a withdrawn one the title, the reason and the links stay; the text is nobody's.
  withdrawn: { readers: PUBLIC, texts: NOBODY, counts: false },
  retracted: { readers: JUDGED, texts: NOBODY, counts: false },
  recalled: { readers: SECRET, texts: NOBODY, counts: false },
  abandoned: { readers: ['submitter'], texts: NOBODY, counts: false },
  // Public ones whose next revision is on its way.
  revising: { readers: PUBLIC, texts: PUBLIC, counts: true },
  resubmitted: { readers: PUBLIC, texts: PUBLIC, counts: true },
};
const NAMES = Object.keys(RULE);
/** Who knows the words of the next revision: its submitter, and once it is handed in those who judge it. */
const NEXT: Record<string, readonly Viewer[]> = { revising: ['submitter'], resubmitted: JUDGED };

const HEAD = ['title', 'rationale'];
/** What is said of two papers, of which one may be secret. */
const RELATED = ['told', 'heard'];
const TEXTS = ['abstract', 'body', 'statement', 'evidence', 'enclosure'];
// No two of them within two slips of each other: a misspelt word is corrected to one that the viewer may read.
const word = (name: string, part: string) => `zz${name === 'resubmitted' ? 'handedinagain' : name}${part}`;

interface Paper {
  id: string;
  reference: string | null;
  link: string;
  passages: string[];
  revisions: string[];
  relations: string[];
  files: { id: string; next: boolean }[];
  organisation: string;
  theme: string;
  recommendation: string;
}

let api: TestApi;
let schema: GraphQLSchema;
const as = {} as Record<Viewer, Client>;
const tokens = {} as Record<Viewer, string | undefined>;
const papers: Record<string, Paper> = {};

const reads = (viewer: Viewer, name: string) => RULE[name]?.readers.includes(viewer) ?? false;
const counted = (viewer: Viewer, name: string) => reads(viewer, name) && (RULE[name]?.counts ?? false);
/** Who reads a file: whoever reads the texts of the paper; of the next revision, who knows of that. */
const readsFile = (viewer: Viewer, name: string, next: boolean) =>
  (next ? NEXT[name] : RULE[name]?.texts)?.includes(viewer) ?? false;
const readable = (viewer: Viewer) => NAMES.filter((name) => reads(viewer, name));

/** Words that a viewer must never meet, and words that they must. */
function wordsOf(viewer: Viewer): { allowed: string[]; forbidden: string[] } {
  const allowed: string[] = [];
  const forbidden: string[] = [];
  const put = (text: string, may: boolean) => (may ? allowed : forbidden).push(text);
  for (const name of NAMES) {
    for (const part of HEAD) put(word(name, part), reads(viewer, name));
    if (name !== 'public') for (const part of RELATED) put(word(name, part), reads(viewer, name));
    for (const part of TEXTS) put(word(name, part), RULE[name]?.texts.includes(viewer) ?? false);
    for (const { id, next } of papers[name]?.files ?? []) put(id, readsFile(viewer, name, next));
  }
  for (const [name, readers] of Object.entries(NEXT)) {
    for (const part of ['nexttitle', 'nextabstract', 'nextbody', 'nextenclosure'])
      put(word(name, part), readers.includes(viewer));
  }
  return { allowed, forbidden };
}

/** Fails with the words, ids and references in an answer that its viewer must not meet. */
function expectSealed(viewer: Viewer, answer: unknown, asked: string): void {
  const text = JSON.stringify(answer);
  const { forbidden } = wordsOf(viewer);
  const sealed = NAMES.filter((name) => !reads(viewer, name)).flatMap((name) => {
    const { id, reference, link: linkId, passages, revisions, relations } = papers[name] as Paper;
    return [id, linkId, ...passages, ...revisions, ...relations, ...(reference ? [reference] : [])];
  });
  const leaked = [...forbidden, ...sealed].filter((secret) => text.includes(secret));
  expect({ viewer, asked: asked.slice(0, 200), leaked }).toEqual({ viewer, asked: asked.slice(0, 200), leaked: [] });
}

async function ask(viewer: Viewer, document: string, variables?: Record<string, unknown>): Promise<Any> {
  const answer = await as[viewer](document, variables);
  expect({ document: document.slice(0, 300), errors: answer.errors }).toEqual({
    document: document.slice(0, 300),
    errors: undefined,
  });
  expectSealed(viewer, answer.data, document);
  return answer.data;
}

async function prepare(name: string, theme: string, recommendation: string): Promise<void> {
  const made = await api.database.transaction((transaction) =>
    new FindOrCreateOrganisation().execute(
      SYSTEM,
      { name: `The ${name} house (invented)`, kind: OrganisationKind.ACADEMIA, country: null },
      transaction,
    ),
  );
  const fields = (more: object = {}) => ({
    title: `About ${word(name, 'title')}`,
    abstract: `It is ${word(name, 'abstract')} in short.`,
    body: `## Part\nHere stands ${word(name, 'body')} and more.\n\n## Proof\nIt proves ${word(name, 'evidence')} plainly.`,
    statement: `We say ${word(name, 'statement')}.`,
    organisations: [globalId('Organisation', made.id)],
    themes: [theme],
    event: 'rt-2017-06',
    ...more,
  });
  const claim = async (by: Client, id: string) => {
    const payload = await link(by, id, recommendation, {
      rationale: `Because ${word(name, 'rationale')}.`,
      evidence: [{ quote: `It proves ${word(name, 'evidence')} plainly.` }],
    });
    if (!payload.link) throw new Error(JSON.stringify(payload.errors));
    return payload.link.id;
  };
  const { expert, administrator } = api.as;
  const go = async (by: Client, action: string, paper: Any, note?: string) => {
    const payload = await step(by, action, paper, note);
    if (!payload.contribution) throw new Error(JSON.stringify(payload.errors));
    return payload.contribution;
  };
  const files: Paper['files'] = [];
  const filed = async (to: Any, part = 'enclosure') => {
    const sent = await upload(
      api.url,
      api.tokens.expert,
      `In it stands ${word(name, part)}.`,
      `${word(name, part)}.txt`,
    );
    const { file, contribution, errors } = await attach(expert, to, sent.body.id);
    if (!file) throw new Error(JSON.stringify(errors));
    files.push({ id: file.id, next: part !== 'enclosure' });
    return { ...to, ...contribution };
  };
  let paper: Any;
  let linkId: string | undefined;
  const linked = async () => {
    linkId = await claim(administrator, paper.id);
    return paper;
  };
  const far = '2999-01-01T00:00:00.000Z';
  switch (name) {
    case 'draft':
    case 'abandoned':
      paper = await filed(await draft(expert, fields()));
      linkId = await claim(expert, paper.id);
      if (name === 'abandoned') paper = await go(expert, 'withdrawContribution', paper, 'Never mind.');
      break;
    case 'submitted':
      paper = await submitted(api, fields(), filed);
      break;
    case 'guarded':
      paper = await submitted(api, fields({ audience: 'CONFIDENTIAL', embargoUntil: far }), filed);
      break;
    case 'reviewed':
      paper = await go(administrator, 'startReview', await submitted(api, fields(), filed));
      break;
    case 'returned':
      paper = await go(administrator, 'startReview', await submitted(api, fields(), filed));
      paper = await go(administrator, 'requestChanges', paper, 'Say more.');
      break;
    case 'declined':
      paper = await go(administrator, 'startReview', await submitted(api, fields(), filed));
      await linked();
      paper = await go(administrator, 'declineContribution', paper, 'Not on the subject.');
      break;
    case 'retracted':
      paper = await submitted(api, fields(), filed);
      await linked();
      paper = await go(expert, 'withdrawContribution', paper, 'We thought again.');
      break;
    case 'agency':
      paper = await published(api, fields({ audience: 'AGENCY' }), filed);
      break;
    case 'confidential':
      paper = await published(api, fields({ audience: 'CONFIDENTIAL' }), filed);
      break;
    case 'embargoed':
      paper = await published(api, fields({ embargoUntil: far }), filed);
      break;
    case 'closed':
      // An embargo on top of an audience: the stricter of the two holds.
      paper = await published(api, fields({ audience: 'AGENCY', embargoUntil: far }), filed);
      break;
    case 'recalled':
      paper = await published(api, fields({ audience: 'CONFIDENTIAL' }), filed);
      await linked();
      paper = await go(administrator, 'withdrawContribution', paper, 'A slip.');
      break;
    case 'withdrawn':
      paper = await published(api, fields(), filed);
      await linked();
      paper = await go(administrator, 'withdrawContribution', paper, 'A slip.');
      break;
    default:
      paper = await published(api, fields(), filed);
  }
  if (!linkId) await linked();
  if (name in NEXT) {
    const next = await revise(expert, paper, {
      title: `Then ${word(name, 'nexttitle')}`,
      abstract: `It is ${word(name, 'nextabstract')} then.`,
      body: `## Part\nThen ${word(name, 'nextbody')} stands here.`,
      audience: 'CONFIDENTIAL',
    });
    const whole = await filed(next.contribution, 'nextenclosure');
    if (name === 'resubmitted') await go(expert, 'submitContribution', whole);
  }
  const uuid = paper.id.slice(4);
  const ids = async (table: string) =>
    (await api.database.query<{ id: string }>(`select id from ${table} where contribution_id = $1::uuid`, [uuid])).map(
      (row) => row.id,
    );
  papers[name] = {
    id: paper.id,
    reference: paper.reference,
    link: linkId ?? '',
    passages: (await ids('passage')).map((id) => globalId('Passage', id)),
    revisions: (await ids('revision')).map((id) => globalId('Revision', id)),
    relations: [],
    files,
    organisation: globalId('Organisation', made.id),
    theme,
    recommendation,
  };
}

/** Every paper is something to the public one, and that to it: past what the lifecycle allows, since papers change their state afterwards. */
async function relateAll(): Promise<void> {
  const open = papers.public as Paper;
  for (const name of NAMES.filter((one) => one !== 'public')) {
    const paper = papers[name] as Paper;
    const rows = await api.database.query<{ id: string }>(
      `insert into contribution_relation (id, from_id, to_id, kind, note, origin, valid_from)
       values (gen_random_uuid(), $1::uuid, $2::uuid, 'RESPONDS_TO', $3, 'AUTHOR', now()),
         (gen_random_uuid(), $2::uuid, $1::uuid, 'COMPLEMENTS', $4, 'ANALYST', now()) returning id`,
      [paper.id.slice(4), open.id.slice(4), `It ${word(name, 'told')}.`, `It ${word(name, 'heard')}.`],
    );
    paper.relations.push(...rows.map(({ id }) => globalId('ContributionRelation', id)));
    await api.database.query(
      `insert into change_log (transaction_id, kind, subject_type, subject_id, payload)
       select 0, 'ContributionsRelated', 'ContributionRelation', id, '{}' from unnest($1::uuid[]) id`,
      [rows.map(({ id }) => id)],
    );
  }
}

beforeAll(async () => {
  api = await startTestApi();
  const colleague = await new SaveAccount(api.database).execute(SYSTEM, {
    email: 'colleague@example.org',
    name: 'colleague',
    roles: [Role.EXPERT],
    password: 'correct horse battery',
    organisationId: api.organisations.expert,
  });
  const { token } = await new MakeToken(api.database).execute(SYSTEM, {
    accountId: colleague.id,
    name: 'test',
    hours: 1,
  });
  Object.assign(tokens, { ...api.tokens, submitter: api.tokens.expert, colleague: token });
  Object.assign(as, {
    ...api.as,
    submitter: api.as.expert,
    colleague: async (query: string, variables?: Record<string, unknown>) => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, ...((await response.json()) as Any) };
    },
  });
  schema = buildClientSchema((await api.as.anonymous(getIntrospectionQuery())).data);
  const { data } = await api.as.anonymous(
    '{ themes { code narrower { code } } recommendations(first: 100) { nodes { code } } }',
  );
  const themes = data.themes.filter((theme: Any) => theme.narrower.length === 0).map((theme: Any) => theme.code);
  const recommendations = data.recommendations.nodes.map((item: Any) => item.code);
  for (const [index, name] of NAMES.entries()) await prepare(name, themes[index], recommendations[index]);
  await relateAll();
  expect(new Set(Object.values(papers).map((paper) => paper.theme)).size).toBe(NAMES.length);
  expect(new Set(Object.values(papers).map((paper) => paper.recommendation)).size).toBe(NAMES.length);
  await api.projectAll();
  // Of every paper something failed, with a reason that quotes it.
  for (const name of NAMES) {
    await api.database.query(
      `insert into search_dirty (kind, id, transaction_id, attempts, not_before, error) values ('TEXT', $1::uuid, 0, 1, now() + interval '1 day', $2)`,
      [papers[name]?.id.slice(4), `cannot parse “${word(name, 'title')}”`],
    );
  }
}, 300_000);
afterAll(() => api?.close());

/** How each root field is asked: lists of arguments that reach as many papers as it can. One not named here fails a test. */
const ROOTS: Record<string, () => string[]> = {
  contribution: () => Object.values(papers).map((paper) => `reference: "${paper.reference ?? paper.id}"`),
  contributions: () => [
    'first: 100',
    'last: 100',
    ...['NEWEST', 'OLDEST', 'UPDATED', 'TITLE'].map((order) => `first: 100, orderBy: ${order}`),
    'first: 100, filter: { mine: true }',
    `first: 100, asOf: "${new Date().toISOString()}"`,
  ],
  node: () =>
    Object.values(papers).flatMap(({ id, link: linkId, passages, revisions, relations, files }) =>
      [id, linkId, passages[0], revisions[0], ...relations, files[0]?.id].flatMap((one) =>
        one ? [`id: "${one}"`] : [],
      ),
    ),
  nodes: () => {
    const ids = everyId();
    // As many at once as the limit of cost lets through, with all that each leads to.
    const [most, parts] = [30, Math.ceil(ids.length / 30)];
    return Array.from(
      { length: parts },
      (_, part) => `ids: ${JSON.stringify(ids.slice(part * most, (part + 1) * most))}`,
    );
  },
  search: () => [
    'query: "", first: 100',
    'query: "stands proves", first: 100',
    ...NAMES.map((name) => `query: "${word(name, 'body')}"`),
  ],
  quickSearch: () => [
    ...['z', 'zz', 'about zz', 'then', 'RT-2'].map((text) => `text: "${text}", first: 20`),
    ...NAMES.flatMap((name) =>
      [word(name, 'title'), word(name, 'title').slice(0, -1), word(name, 'nexttitle')].map((text) => `text: "${text}"`),
    ),
  ],
  suggestQueries: () => [
    ...['z', 'zz', 'about z', 'about zz', 'then z'].map((prefix) => `prefix: "${prefix}", first: 20`),
    ...NAMES.flatMap((name) =>
      HEAD.concat(TEXTS, 'nexttitle').map((part) => `prefix: "${word(name, part).slice(0, -1)}"`),
    ),
  ],
  coverage: () => [
    'by: []',
    ...['THEME', 'KIND', 'STANCE', 'ORGANISATION_KIND', 'ORGANISATION', 'EVENT', 'YEAR'].flatMap((dimension) => [
      `by: [${dimension}]`,
      `by: [${dimension}], gapsFirst: true`,
    ]),
    'by: [THEME, ORGANISATION, STANCE]',
    `by: [THEME, ORGANISATION, STANCE], asOf: "${new Date().toISOString()}"`,
  ],
  event: () => ['slug: "rt-2017-06"'],
  events: () => ['first: 100'],
  recommendation: () => Object.values(papers).map((paper) => `code: "${paper.recommendation}"`),
  recommendations: () => ['first: 100', `first: 100, asOf: "${new Date().toISOString()}"`],
  recommendationSets: () => [''],
  organisations: () => ['first: 100'],
  organisationMerge: () => [`from: "${papers.agency?.organisation}", into: "${papers.public?.organisation}"`],
  theme: () => Object.values(papers).map((paper) => `code: "${paper.theme}"`),
  themes: () => ['', 'roots: true'],
  system: () => ['code: "SIS"'],
  systems: () => [''],
  legalAct: () => ['celex: "32016R0679"'],
  legalActs: () => ['first: 100'],
  viewer: () => [''],
  searchIndex: () => [''],
  accounts: () => ['first: 100'],
  ownTokens: () => [''],
  ownSessions: () => [''],
  savedSearches: () => [''],
  reviewQueue: () => ['first: 100', 'first: 100, orderBy: SHORTEST', 'first: 100, filter: { hands: NOBODYS }'],
  reviewCounts: () => [''],
  reviewers: () => [''],
  suspectLinks: () => ['first: 100'],
};
/** Refused to others as a whole. */
const ONLY: Record<string, readonly Viewer[]> = {
  searchIndex: ['administrator'],
  organisationMerge: ['administrator'],
  accounts: ['administrator'],
  reviewQueue: ['analyst', 'administrator'],
  reviewCounts: ['analyst', 'administrator'],
  reviewers: ['analyst', 'administrator'],
  suspectLinks: ['analyst', 'administrator'],
  ownTokens: VIEWERS.filter((viewer) => viewer !== 'anonymous'),
  ownSessions: VIEWERS.filter((viewer) => viewer !== 'anonymous'),
  savedSearches: VIEWERS.filter((viewer) => viewer !== 'anonymous'),
};

const everyId = () =>
  Object.values(papers).flatMap((paper) => [
    paper.id,
    paper.link,
    ...paper.passages,
    ...paper.revisions,
    ...paper.relations,
    ...paper.files.map((file) => file.id),
  ]);

// What a type shows is asked for whole, so new fields are walked without a change here. Pages by their nodes; a hit has more.
const SKIPPED = new Set(['edges', 'pageInfo']);

function selection(type: GraphQLNamedType, depth: number, seen: readonly string[] = []): string {
  if (isLeafType(type)) return '';
  const parts = ['__typename'];
  if (isObjectType(type) || isInterfaceType(type)) {
    const isPage = type.name.endsWith('Connection') && type.name !== 'SearchConnection';
    for (const field of Object.values(type.getFields())) {
      if (isPage && SKIPPED.has(field.name)) continue;
      const part = fieldSelection(field, depth, seen);
      if (part) parts.push(part);
    }
  }
  if (isAbstractType(type)) {
    for (const one of schema.getPossibleTypes(type)) {
      const known = isInterfaceType(type) ? Object.keys(type.getFields()) : [];
      const own = Object.values(one.getFields())
        .filter((field) => !known.includes(field.name))
        .map((field) => fieldSelection(field, depth, seen))
        .filter(Boolean);
      if (own.length > 0) parts.push(`... on ${one.name} { ${own.join(' ')} }`);
    }
  }
  return ` { ${parts.join(' ')} }`;
}

function fieldSelection(field: GraphQLField<unknown, unknown>, depth: number, seen: readonly string[]): string {
  const type = getNamedType(field.type);
  if (field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)) return '';
  if (isLeafType(type)) return field.name;
  const isPage = type.name.endsWith('Connection');
  // A page takes two steps to its items; what was just left is not entered again.
  if (depth <= 0 || seen.filter((name) => name === type.name).length > 1) return '';
  const page = field.args.some((argument) => argument.name === 'first') ? '(first: 3)' : '';
  return `${field.name}${page}${selection(type, isPage ? depth : depth - 1, [...seen, type.name])}`;
}

describe('the walk', () => {
  it('knows every root field', () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(fields.filter((name) => !(name in ROOTS))).toEqual([]);
    expect(Object.keys(ROOTS).filter((name) => !fields.includes(name))).toEqual([]);
    expect(schema.getSubscriptionType()).toBeFalsy();
  });

  it.each(VIEWERS)(
    '%s meets what they may read, and nothing else',
    async (viewer) => {
      const met = new Set<string>();
      const { allowed } = wordsOf(viewer);
      for (const [name, lists] of Object.entries(ROOTS)) {
        const field = schema.getQueryType()?.getFields()[name] as GraphQLField<unknown, unknown>;
        const type = getNamedType(field.type);
        for (const list of lists()) {
          const facets =
            name === 'search'
              ? ', facets: [KIND, THEME, SYSTEM, RECOMMENDATION, ORGANISATION, ORGANISATION_KIND, EVENT, LANGUAGE, YEAR, STATUS, STANCE]'
              : '';
          const given = `${list}${facets}`;
          for (const document of documents(name, given ? `(${given})` : '', type)) {
            // The words asked for come back in notes; they tell nothing when they are not of the viewer's own reading.
            const data = await as[viewer](document);
            if (ONLY[name] && !ONLY[name].includes(viewer)) {
              expect(data).toMatchObject({
                data: null,
                errors: [{ extensions: { code: expect.stringMatching(/^NOT_/) } }],
              });
              continue;
            }
            expect({ document: document.slice(0, 200), errors: data.errors }).toEqual({
              document: document.slice(0, 200),
              errors: undefined,
            });
            const answer = name === 'search' ? { ...data.data.search, notes: undefined } : data.data;
            expectSealed(viewer, answer, document);
            const text = JSON.stringify(answer);
            for (const secret of allowed) if (text.includes(secret)) met.add(secret);
          }
        }
      }
      // An honest walk meets everything that its viewer may read: what it never meets it could never find leaking.
      expect(allowed.filter((secret) => !met.has(secret))).toEqual([]);
    },
    300_000,
  );

  /** A document whole, or where implementations of Node would clash, one for each of them. */
  function documents(name: string, given: string, type: GraphQLNamedType): string[] {
    if (type.name === 'QuickHit') {
      const target = schema.getType('PositionPaper') as GraphQLNamedType;
      return [`{ ${name}${given} { label html node { __typename id ... on PositionPaper${selection(target, 1)} } } }`];
    }
    if (type.name !== 'Node') return [`{ ${name}${given}${selection(type, name === 'contribution' ? 3 : 2)} }`];
    return ['PositionPaper', 'Revision', 'Passage', 'RecommendationLink', 'ContributionRelation', 'File'].map((one) => {
      const target = schema.getType(one) as GraphQLNamedType;
      return `{ ${name}${given} { __typename id ... on ${one}${selection(target, name === 'node' ? 1 : 2)} } }`;
    });
  }
});

describe('files over HTTP', () => {
  it.each(VIEWERS)('%s downloads what they may read, and all else is not there', async (viewer) => {
    const token = tokens[viewer];
    const absent = await download(api.url, '/files/fil_00000000000000000000000000000000', token);
    expect(absent.status).toBe(404);
    let downloaded = 0;
    for (const [name, { files }] of Object.entries(papers)) {
      for (const { id, next } of files) {
        const path = `/files/${id}`;
        const answer = await download(api.url, path, token);
        const head = await download(api.url, path, token, { method: 'HEAD' });
        const part = await download(api.url, `${path}?inline=1`, token, { headers: { range: 'bytes=0-3' } });
        const reads = readsFile(viewer, name, next);
        const asked = { viewer, name, next };
        const statuses = reads ? [200, 200, 206] : [404, 404, 404];
        expect({ ...asked, statuses: [answer.status, head.status, part.status] }).toEqual({ ...asked, statuses });
        if (reads) {
          expect(answer.body).toBe(`In it stands ${word(name, next ? 'nextenclosure' : 'enclosure')}.`);
          downloaded++;
        } else {
          expect(answer.body).toEqual(absent.body);
          expect([...head.headers].join() + [...part.headers].join()).not.toMatch(/zz|etag|content-disposition/);
        }
      }
    }
    expect(downloaded).toBeGreaterThan(0);
  });

  it('that a file is known is told to those who read a paper that has it', async () => {
    for (const viewer of ['rival', 'colleague', 'analyst', 'administrator'] as const) {
      for (const name of NAMES) {
        const sent = await upload(api.url, tokens[viewer], `In it stands ${word(name, 'enclosure')}.`);
        // Within the limit of what may wait.
        await api.database.query('delete from upload where id = $1::uuid', [sent.body.id.slice(4)]);
        const known = readsFile(viewer, name, false);
        expect({ viewer, name, known: sent.body.alreadyKnown }).toEqual({ viewer, name, known });
      }
    }
  }, 120_000);
});

describe('counts', () => {
  it('of what could not be indexed: all are counted, those that may be read are named', async () => {
    const { searchIndex } = await ask(
      'administrator',
      '{ searchIndex { engines { engine failedCount failed { id error } } } }',
    );
    const [{ engine, failedCount, failed }] = searchIndex.engines;
    expect({ engine, failedCount }).toEqual({ engine: 'POSTGRES', failedCount: NAMES.length });
    const named = failed.flatMap((row: Any) => (row.id ? [row.id] : [])).sort();
    expect(named).toEqual(
      readable('administrator')
        .map((name) => papers[name]?.id)
        .sort(),
    );
    expect(failed.filter((row: Any) => row.error).length).toBe(named.length);
  });

  it.each(VIEWERS)('of lists, for %s', async (viewer) => {
    const total = async (filter: string) =>
      (await ask(viewer, `{ contributions(filter: ${filter}) { totalCount nodes { id } } }`)).contributions.totalCount;
    const mine = readable(viewer);
    expect(await total('{}')).toBe(mine.length);
    expect(await total('{ mine: true }')).toBe(viewer === 'submitter' ? NAMES.length : 0);
    expect(await total('{ kinds: [POSITION_PAPER] }')).toBe(mine.length);
    expect(await total('{ languages: ["en"] }')).toBe(mine.length);
    expect(await total('{ events: ["rt-2017-06"] }')).toBe(mine.length);
    expect(await total('{ organisationKinds: [ACADEMIA] }')).toBe(mine.length);
    const STATUS: Record<string, string[]> = {
      DRAFT: ['draft'],
      SUBMITTED: ['submitted', 'guarded'],
      IN_REVIEW: ['reviewed'],
      CHANGES_REQUESTED: ['returned'],
      DECLINED: ['declined'],
      WITHDRAWN: ['withdrawn', 'retracted', 'recalled', 'abandoned'],
      PUBLISHED: NAMES.filter((name) => RULE[name]?.counts),
    };
    expect(Object.values(STATUS).flat().sort()).toEqual([...NAMES].sort());
    for (const [status, names] of Object.entries(STATUS)) {
      expect({ status, total: await total(`{ statuses: [${status}] }`) }).toEqual({
        status,
        total: names.filter((name) => reads(viewer, name)).length,
      });
    }
    const AUDIENCE: Record<string, string[]> = {
      AGENCY: ['agency', 'closed'],
      CONFIDENTIAL: ['confidential', 'recalled', 'guarded'],
    };
    for (const [audience, names] of Object.entries(AUDIENCE)) {
      expect(await total(`{ audiences: [${audience}] }`)).toBe(names.filter((name) => reads(viewer, name)).length);
    }
    const year = new Date().getUTCFullYear();
    const everPublished = [...(STATUS.PUBLISHED ?? []), 'withdrawn', 'recalled'];
    expect(await total(`{ publishedFrom: "${year}-01-01" }`)).toBe(
      everPublished.filter((name) => reads(viewer, name)).length,
    );
    for (const name of NAMES) {
      const { theme, organisation } = papers[name] as Paper;
      expect({ name, total: await total(`{ themes: ["${theme}"] }`) }).toEqual({
        name,
        total: reads(viewer, name) ? 1 : 0,
      });
      expect(await total(`{ organisations: ["${organisation}"] }`)).toBe(reads(viewer, name) ? 1 : 0);
    }
  });

  it.each(VIEWERS)('of what papers are to each other, for %s', async (viewer) => {
    const { contribution } = await ask(
      viewer,
      `{ contribution(reference: "${papers.public?.reference}") { relations { id } history(first: 100) { totalCount nodes { relation { id } } } } }`,
    );
    const expected = readable(viewer)
      .flatMap((name) => papers[name]?.relations ?? [])
      .sort();
    const ids = (list: Any[]) => list.map((one) => one.id).sort();
    expect(ids(contribution.relations)).toEqual(expected);
    const { totalCount, nodes } = contribution.history;
    expect(ids(nodes.flatMap((entry: Any) => entry.relation ?? []))).toEqual(expected);
    expect(totalCount).toBe(nodes.length);
  });

  it.each(VIEWERS)('of organisations, events, themes and recommendations, for %s', async (viewer) => {
    const data = await ask(
      viewer,
      `{ event(slug: "rt-2017-06") { contributions { totalCount } }
         ${NAMES.map((name) => {
           const { organisation, theme } = papers[name] as Paper;
           return `${name}Speaker: node(id: "${organisation}") { ... on Organisation { contributions { totalCount } } }
             ${name}Theme: theme(code: "${theme}") { contributionCount }`;
         }).join('\n')} }`,
    );
    expect(data.event.contributions.totalCount).toBe(readable(viewer).length);
    for (const name of NAMES) {
      expect({ name, ...data[`${name}Speaker`] }).toEqual({
        name,
        contributions: { totalCount: reads(viewer, name) ? 1 : 0 },
      });
      expect({ name, ...data[`${name}Theme`] }).toEqual({ name, contributionCount: counted(viewer, name) ? 1 : 0 });
    }
    const LISTED = NAMES.map((name) => {
      const { recommendation } = papers[name] as Paper;
      return `${name}: recommendation(code: "${recommendation}") { links { totalCount nodes { id } } confirmed: links(filter: { states: [CONFIRMED, PROPOSED] }) { totalCount }
        coverage { level contributions organisations proposed suggested suspect byKind { count } byStance { count } byOrganisationKind { count } } }`;
    });
    const listed = await ask(viewer, `{ ${LISTED.join('\n')} }`);
    for (const name of NAMES) {
      const seen = reads(viewer, name) ? 1 : 0;
      const counts = counted(viewer, name) ? 1 : 0;
      const { links, confirmed, coverage } = listed[name];
      expect({ name, links: links.totalCount, confirmed: confirmed.totalCount }).toEqual({
        name,
        links: seen,
        confirmed: seen,
      });
      expect({ name, ...coverage }).toEqual({
        name,
        level: counts ? 'ONE_VOICE' : 'NONE',
        contributions: counts,
        organisations: counts,
        proposed: 0,
        suggested: 0,
        suspect: 0,
        byKind: counts ? [{ count: 1 }] : [],
        byStance: counts ? [{ count: 1 }] : [],
        byOrganisationKind: counts ? [{ count: 1 }] : [],
      });
    }
  });

  it.each(VIEWERS)('of coverage by each dimension, its columns and its filters, for %s', async (viewer) => {
    const published = NAMES.filter((name) => counted(viewer, name));
    for (const dimension of ['THEME', 'KIND', 'STANCE', 'ORGANISATION_KIND', 'ORGANISATION', 'EVENT', 'YEAR']) {
      const { coverage } = await ask(
        viewer,
        `{ coverage(by: [${dimension}]) { columns { value label } rows { recommendation { code } total { contributions } cells { columns contributions } } } }`,
      );
      const rows = new Map<string, Any>(coverage.rows.map((row: Any) => [row.recommendation.code, row]));
      for (const name of NAMES) {
        const row = rows.get((papers[name] as Paper).recommendation);
        const expected = counted(viewer, name) ? 1 : 0;
        expect({ name, total: row.total.contributions, cells: row.cells.length }).toEqual({
          name,
          total: expected,
          cells: expected,
        });
      }
      const values = coverage.columns.map((column: Any) => column.value).sort();
      if (dimension === 'THEME') expect(values).toEqual(published.map((name) => papers[name]?.theme).sort());
      if (dimension === 'ORGANISATION')
        expect(values).toEqual(published.map((name) => papers[name]?.organisation).sort());
      if (dimension === 'ORGANISATION') {
        for (const name of NAMES.filter((one) => !published.includes(one))) {
          expect(JSON.stringify(coverage.columns)).not.toContain(`The ${name} house`);
        }
      }
    }
    for (const name of NAMES) {
      const { theme, organisation, recommendation } = papers[name] as Paper;
      const filters = [
        `themes: ["${theme}"]`,
        `organisations: ["${organisation}"]`,
        `recommendations: ["${recommendation}"]`,
      ];
      const asked = filters.map(
        (filter, index) => `f${index}: coverage(by: [], filter: { ${filter} }) { rows { total { contributions } } }`,
      );
      const data = await ask(viewer, `{ ${asked.join(' ')} }`);
      for (const { rows } of Object.values(data) as Any[]) {
        const sum = rows.reduce((all: number, row: Any) => all + row.total.contributions, 0);
        expect({ name, sum }).toEqual({ name, sum: counted(viewer, name) ? 1 : 0 });
      }
    }
  });

  it.each(VIEWERS)('of search: totals, facets, notes, and suggestions of words, for %s', async (viewer) => {
    const find = async (query: string) =>
      (
        await as[viewer](
          'query S($query: String!) { search(query: $query, facets: [THEME, ORGANISATION, RECOMMENDATION, EVENT, STATUS, KIND, STANCE, YEAR, LANGUAGE, SYSTEM, ORGANISATION_KIND]) { totalCount correctedQuery notes { kind message } edges { score node { reference } highlights { html } passages { html passage { id } } } facets { name values { value label count } } } }',
          { query },
        )
      ).data.search;
    const anything = (word: string, answer: Any) => JSON.parse(JSON.stringify(answer).replaceAll(word, 'WORD'));
    const unknown = anything('zzneverwritten', await find('zzneverwritten'));
    expect(unknown.totalCount).toBe(0);
    for (const name of NAMES) {
      for (const part of [...HEAD, ...TEXTS]) {
        const found = await find(word(name, part));
        const texts = part === 'title' ? RULE[name]?.readers : RULE[name]?.texts;
        // Of a withdrawn one the title is found; statements and reasons may or may not be searched.
        const may = texts?.includes(viewer);
        if (!may) expect({ name, part, ...anything(word(name, part), found) }).toEqual({ name, part, ...unknown });
        else if (['title', 'abstract', 'body', 'evidence'].includes(part)) {
          expect({ name, part, total: found.totalCount }).toEqual({ name, part, total: 1 });
        }
      }
    }
    for (const [name, readers] of Object.entries(NEXT)) {
      for (const part of ['nexttitle', 'nextabstract', 'nextbody']) {
        const found = await find(word(name, part));
        if (!readers.includes(viewer)) expect(anything(word(name, part), found)).toEqual(unknown);
      }
    }
    const { totalCount, facets } = await find('');
    const searched = readable(viewer).filter((name) => RULE[name]?.texts !== NOBODY);
    expect(searched.length).toBeLessThanOrEqual(totalCount);
    expect(totalCount).toBeLessThanOrEqual(readable(viewer).length);
    const facet = (name: string) =>
      new Map<string, number>(
        facets.find((one: Any) => one.name === name).values.map((value: Any) => [value.value, value.count]),
      );
    const [themes, organisations, recommendations] = ['THEME', 'ORGANISATION', 'RECOMMENDATION'].map(facet);
    for (const name of NAMES) {
      const { theme, organisation, recommendation } = papers[name] as Paper;
      const expected = reads(viewer, name) ? [0, 1] : [0];
      for (const [kind, values, key] of [
        ['theme', themes, theme],
        ['organisation', organisations, organisation],
        ['recommendation', recommendations, recommendation],
      ] as const) {
        const count = values?.get(key) ?? 0;
        expect({ name, kind, count, fine: expected.includes(count) }).toEqual({ name, kind, count, fine: true });
        if (searched.includes(name) && kind !== 'recommendation')
          expect({ name, kind, count }).toEqual({ name, kind, count: 1 });
      }
    }
    for (const one of facets) {
      const most = Math.max(0, ...one.values.map((value: Any) => value.count));
      expect(most).toBeLessThanOrEqual(totalCount);
    }
  });
});

describe('by id', () => {
  it.each(VIEWERS)('node and nodes, for %s', async (viewer) => {
    const whole = async (ids: string[]) =>
      (await ask(viewer, 'query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids })).nodes;
    for (const name of NAMES) {
      const { id, link: linkId, passages, revisions, relations } = papers[name] as Paper;
      const [node, linkNode] = await whole([id, linkId]);
      expect({ name, relations: (await whole(relations)).filter(Boolean).length }).toEqual({
        name,
        relations: reads(viewer, name) ? relations.length : 0,
      });
      expect({ name, node: Boolean(node), link: Boolean(linkNode) }).toEqual({
        name,
        node: reads(viewer, name),
        link: reads(viewer, name),
      });
      const found = [...(await whole(passages)), ...(await whole(revisions))].filter(Boolean);
      if (!reads(viewer, name)) expect(found).toEqual([]);
      if (RULE[name]?.texts === NOBODY) expect(found.filter((one: Any) => one.__typename === 'Passage')).toEqual([]);
    }
  });
});

describe('failing mutations', () => {
  const nothing = `con_${'1'.repeat(32)}`;
  const STEPS: Record<string, readonly Viewer[]> = {
    submitContribution: ['rival', 'colleague', 'analyst', 'administrator'],
    withdrawContribution: ['rival', 'colleague', 'analyst', 'administrator'],
    startReview: ['analyst', 'administrator'],
    requestChanges: ['analyst', 'administrator'],
    publishContribution: ['analyst', 'administrator'],
    declineContribution: ['analyst', 'administrator'],
  };

  /** The whole body as sent, with the id taken out; what no two requests share is left out. */
  async function body(
    viewer: Viewer,
    document: string,
    variables: Record<string, unknown>,
    id: string,
  ): Promise<string> {
    const { headers: _, ...answer } = await as[viewer](document, variables);
    return JSON.stringify(answer).replaceAll(id, 'ID');
  }

  it.each(VIEWERS.filter((viewer) => viewer !== 'submitter'))(
    'what is not there and what is not theirs answer alike to %s, byte for byte',
    async (viewer) => {
      for (const name of NAMES.filter((one) => !reads(viewer, one))) {
        const { id, link: linkId, passages } = papers[name] as Paper;
        const alike = async (
          document: string,
          of: (id: string) => Record<string, unknown>,
          real: string,
          none: string,
        ) => {
          for (const version of [1, 2, 3, 4, 99]) {
            const vary = (given: string) => JSON.parse(JSON.stringify(of(given)).replace('"VERSION"', String(version)));
            const one = await body(viewer, document, vary(real), real);
            const other = await body(viewer, document, vary(none), none);
            expect({ name, document, one }).toEqual({ name, document, one: other });
            if (!document.includes('VERSION') && !JSON.stringify(of('')).includes('VERSION')) break;
          }
        };
        for (const [action, viewers] of Object.entries(STEPS)) {
          if (!viewers.includes(viewer) && viewer !== 'anonymous') continue;
          const document = `mutation S($input: ContributionTransitionInput!) { ${action}(input: $input) { contribution { id title } errors { code message path } } }`;
          await alike(document, (given) => ({ input: { id: given, version: 'VERSION', note: 'x' } }), id, nothing);
        }
        const reviseIt =
          'mutation R($input: ReviseContributionInput!) { reviseContribution(input: $input) { contribution { id } errors { code message path } } }';
        await alike(reviseIt, (given) => ({ input: { id: given, version: 'VERSION', title: 'x' } }), id, nothing);
        await alike(
          reviseIt,
          (given) => ({ input: { id: given, version: 'VERSION', themes: ['COMP-SBMS'] } }),
          id,
          nothing,
        );
        const linkIt =
          'mutation L($input: LinkRecommendationInput!) { linkRecommendation(input: $input) { link { id } errors { code message path } } }';
        const claim = { recommendation: 'HLEG-ESP-01', stance: 'SUPPORTS', strength: 'CENTRAL', rationale: 'x' };
        await alike(linkIt, (given) => ({ input: { ...claim, contribution: given } }), id, nothing);
        const quoted = { ...claim, contribution: papers.public?.id };
        for (const passage of passages.slice(0, 1)) {
          await alike(
            linkIt,
            (given) => ({ input: { ...quoted, evidence: [{ quote: 'plainly', passage: given }] } }),
            passage,
            `psg_${'1'.repeat(32)}`,
          );
        }
        const decideIt =
          'mutation D($input: DecideLinkInput!) { decideLink(input: $input) { link { id } errors { code message path } } }';
        await alike(
          decideIt,
          (given) => ({ input: { id: given, decision: 'REJECT', reason: 'x' } }),
          linkId,
          `lnk_${'1'.repeat(32)}`,
        );
        const relateIt =
          'mutation R($input: RelateContributionsInput!) { relateContributions(input: $input) { relation { id } errors { code message path } } }';
        await alike(relateIt, (given) => ({ input: { from: given, kind: 'CONTRADICTS', to: nothing } }), id, nothing);
        await alike(
          relateIt,
          (given) => ({ input: { from: papers.public?.id, kind: 'CONTRADICTS', to: given } }),
          id,
          nothing,
        );
        const endIt =
          'mutation E($input: EndRelationInput!) { endRelation(input: $input) { errors { code message path } } }';
        for (const relation of papers[name]?.relations ?? [])
          await alike(endIt, (given) => ({ input: { id: given } }), relation, `rel_${'1'.repeat(32)}`);
        const optionIt =
          'mutation C($input: CreateContributionInput!) { createContribution(input: $input) { contribution { title } errors { code message path } } }';
        await alike(
          optionIt,
          (given) => ({
            input: { contribution: { implementationOption: { title: 'x', language: 'en', dependsOn: [given] } } },
          }),
          id,
          nothing,
        );
      }
    },
    120_000,
  );
});
