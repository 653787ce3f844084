import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { limits } from '#libs/platform';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { BODY, draft, link, published, revise, step } from './support/contributions.js';
import { type Fingerprint, fingerprint } from './support/fingerprint.js';

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape.
type Any = any;

let api: TestApi;
let before: Fingerprint;
// A draft of the expert's, a published one of the expert's, and a draft of the rival's.
let own: Any;
let out: Any;
let theirs: Any;
let linked: Any;

beforeAll(async () => {
  api = await startTestApi();
  own = await draft(api.as.expert);
  out = await published(api);
  theirs = await draft(api.as.rival);
  linked = (await link(api.as.analyst, out.id, 'HLEG-BMS-01')).link;
  await api.projectAll();
});
afterAll(() => api?.close());

// Every test of this file sends what must be refused: nothing may have changed after any of them.
beforeEach(async () => {
  before = await fingerprint(api.database);
});
afterEach(async () => {
  expect(await fingerprint(api.database)).toEqual(before);
});

// What must never stand in an answer: SQL, stacks, paths, names of tables and columns.
const LEAKS =
  /\bselect\b.+\bfrom\b|insert into|[=(] ?\$\d|node_modules|\bat .+\.(js|ts):\d|\/(libs|apps|dist|home|work|tmp)\/|QueryFailedError|RangeError|TypeError|call stack|change_log|recommendation_link|link_claim|revision_theme|search_head|search_dirty|api_token|invalid input syntax|invalid byte sequence|duplicate key|violates/i;

interface Raw {
  status: number;
  text: string;
  json: Any;
  headers: Headers;
}

async function send(path: string, init: RequestInit = {}): Promise<Raw> {
  const response = await fetch(`${api.url}${path}`, init);
  const text = await response.text();
  let json: Any;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, text, json, headers: response.headers };
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as never) : JSON.stringify(body),
  });

/** A refusal before or by GraphQL: a 4xx with errors in GraphQL's form, which tell nothing of the inside. */
function expectRefused(answer: Raw, status?: number, code?: string) {
  expect(answer.text).not.toMatch(LEAKS);
  if (status === undefined) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  } else expect(answer.status).toBe(status);
  expect(answer.json?.errors?.[0]?.message).toEqual(expect.any(String));
  expect(answer.json.errors[0].extensions.code).toEqual(code ?? expect.stringMatching(/^[A-Z_]+$/));
  expect(answer.json.errors[0].extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
}

/** Sends a document that may be refused or find nothing, but is never unexpected; gives its answer. */
async function tame(as: Client, query: string, variables?: Record<string, unknown>): Promise<Any> {
  const { headers: _, ...answer } = await as(query, variables);
  const codes = (answer.errors ?? []).map((error) => error.extensions.code);
  const met = { query: query.slice(0, 300), variables: JSON.stringify(variables ?? {}).slice(0, 300) };
  expect({ ...met, failed: answer.status >= 500 || codes.includes('INTERNAL_SERVER_ERROR') }).toEqual({
    ...met,
    failed: false,
  });
  expect(JSON.stringify(answer)).not.toMatch(LEAKS);
  return answer;
}

/** Codes of a refusal, wherever it stands: GraphQL's errors, or those of a mutation's payload. */
function codesOf(answer: Any): string[] {
  const payloads: Any[] = Object.values(answer.data ?? {}).filter((part: Any) => Array.isArray(part?.errors));
  return [
    ...(answer.errors ?? []).map((error: Any) => error.extensions.code),
    ...payloads.flatMap((payload) => payload.errors.map((error: Any) => error.code)),
  ];
}

describe('ids', () => {
  const STEPS = [
    'submitContribution',
    'startReview',
    'requestChanges',
    'publishContribution',
    'declineContribution',
    'withdrawContribution',
  ];
  const nobody = `con_${'0'.repeat(32)}`;

  it('unknown, foreign, malformed: not found, by every mutation', async () => {
    const ids = [nobody, theirs.id, linked.id, 'con_', '', 'x'.repeat(10_000), own.id.toUpperCase(), own.id.slice(4)];
    for (const id of ids) {
      for (const name of STEPS) {
        const as = ['submitContribution', 'withdrawContribution'].includes(name) ? api.as.expert : api.as.analyst;
        expect(await step(as, name, { id, version: 1 }, 'because')).toMatchObject({
          errors: [{ code: 'NOT_FOUND', path: ['id'] }],
        });
      }
      expect(await revise(api.as.expert, { id, version: 1 }, { title: 'Mine' })).toMatchObject({
        errors: [{ code: 'NOT_FOUND', path: ['id'] }],
      });
      expect(await link(api.as.expert, id, 'HLEG-ESP-01')).toMatchObject({
        errors: [{ code: 'NOT_FOUND', path: ['contribution'] }],
      });
      const decided = await tame(
        api.as.analyst,
        'mutation D($id: ID!) { decideLink(input: { id: $id, decision: REJECT, reason: "no" }) { link { id } errors { code path } } }',
        { id: id === linked.id ? out.id : id },
      );
      expect(decided.data.decideLink).toEqual({ link: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] });
      expect((await tame(api.as.anonymous, 'query N($id: ID!) { node(id: $id) { id } }', { id })).data.node).toEqual(
        id === linked.id ? { id } : null,
      );
    }
  });

  it('of organisations, authors, options, passages and events that are not there', async () => {
    const foreign = { organisations: [own.id], authors: [`per_${'0'.repeat(32)}`], event: 'no-such-event' };
    for (const [field, value] of Object.entries(foreign)) {
      const answer = await revise(api.as.expert, own, { [field]: value });
      expect(answer).toMatchObject({ contribution: null, errors: [{ code: 'NOT_FOUND' }] });
      expect(answer.errors[0].path[0]).toBe(field);
    }
    expect(await revise(api.as.expert, own, { dependsOn: [own.id] })).toMatchObject({ errors: [{ code: 'INVALID' }] });
    const passage = `psg_${'0'.repeat(32)}`;
    for (const evidence of [[{ quote: 'One engine', passage }], [{ quote: 'One engine', passage: out.id }]]) {
      expect(await link(api.as.expert, own.id, 'HLEG-ESP-01', { evidence })).toMatchObject({
        errors: [{ code: 'NOT_FOUND', path: ['evidence', '0', 'passage'] }],
      });
    }
  });

  it('are at most 100 at once', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => out.id);
    const ask = (count: number) =>
      tame(api.as.anonymous, 'query N($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids(count) });
    expect((await ask(100)).data.nodes).toHaveLength(100);
    expect(codesOf(await ask(101))).toEqual(['TOO_LARGE']);
    expect(codesOf(await ask(50_000))).toEqual(['TOO_LARGE']);
    const list = 'query L($o: [ID!]) { contributions(filter: { organisations: $o }) { totalCount } }';
    expect(codesOf(await tame(api.as.anonymous, list, { o: ids(50_000) }))).toEqual(['TOO_LARGE']);
  });
});

describe('states and versions', () => {
  it('a wrong state and a stale version are told as such', async () => {
    expect(await step(api.as.expert, 'submitContribution', out)).toMatchObject({ errors: [{ code: 'WRONG_STATE' }] });
    expect(await step(api.as.analyst, 'publishContribution', out)).toMatchObject({ errors: [{ code: 'WRONG_STATE' }] });
    expect(await step(api.as.analyst, 'startReview', out)).toMatchObject({ errors: [{ code: 'WRONG_STATE' }] });
    for (const version of [0, -1, own.version + 1, 2_147_483_647]) {
      const stale = { id: own.id, version };
      expect(await step(api.as.expert, 'submitContribution', stale)).toMatchObject({
        errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }],
      });
      expect(await revise(api.as.expert, stale, { title: 'New' })).toMatchObject({
        errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }],
      });
    }
  });

  it('what is incomplete is not submitted, and each missing field is named', async () => {
    const errors = await revise(api.as.expert, own, { title: '   ' });
    expect(errors).toMatchObject({ errors: [{ code: 'INVALID', path: ['title'] }] });
  });

  it('a decision needs its reason, and a decided link stays', async () => {
    const decide = (decision: string, reason?: string) =>
      tame(
        api.as.analyst,
        'mutation D($input: DecideLinkInput!) { decideLink(input: $input) { link { id } errors { code path } } }',
        { input: { id: linked.id, decision, reason } },
      );
    expect(codesOf(await decide('REJECT'))).toEqual(['INVALID']);
    expect(codesOf(await decide('REJECT', ' \n '))).toEqual(['INVALID']);
    expect(codesOf(await decide('CONFIRM'))).toEqual(['WRONG_STATE']);
    expect(codesOf(await decide('PERHAPS'))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('texts', () => {
  it.each([
    ['title', 'x'.repeat(301)],
    ['abstract', 'x'.repeat(3_001)],
    ['body', 'x'.repeat(1_000_001)],
    ['statement', 'x'.repeat(3_001)],
    ['asks', ['x'.repeat(2_001)]],
    ['asks', Array.from({ length: 51 }, () => 'x')],
    ['themes', Array.from({ length: 21 }, () => 'COMP-SBMS')],
    ['organisations', Array.from({ length: 51 }, () => 'org_')],
    ['note', 'x'.repeat(3_001)],
  ])('over its limit: %s', async (field, value) => {
    const answer = await revise(api.as.expert, own, { [field]: value });
    expect(answer.contribution).toBeNull();
    expect(answer.errors).toEqual([expect.objectContaining({ path: [field] })]);
    expect(['TOO_LARGE', 'INVALID']).toContain(answer.errors[0].code);
  });

  it('over its limit: rationale, quote, evidence, reason', async () => {
    const many = Array.from({ length: 21 }, () => ({ quote: 'One engine' }));
    for (const [fields, path] of [
      [{ rationale: 'x'.repeat(3_001) }, ['rationale']],
      [{ rationale: '' }, ['rationale']],
      [{ rationale: ' \n' }, ['rationale']],
      [{ evidence: [{ quote: 'x'.repeat(2_001) }] }, ['evidence', '0', 'quote']],
      [{ evidence: [{ quote: '' }] }, ['evidence', '0', 'quote']],
      [{ evidence: [{ quote: 'One', prefix: 'x'.repeat(201) }] }, ['evidence', '0', 'prefix']],
      [{ evidence: many }, ['evidence']],
    ] as const) {
      const answer = await link(api.as.expert, own.id, 'HLEG-ESP-01', fields);
      expect(answer.link).toBeNull();
      expect(answer.errors).toEqual([expect.objectContaining({ path })]);
    }
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a control character', 'a\u001b[31mb'],
    ['a C1 control character', 'a\u0085b'],
    ['a lone high surrogate', 'a\ud800'],
    ['a lone low surrogate', '\udc00b'],
    ['an override of the direction of writing', 'a\u202eb'],
  ])('with %s: refused in every field', async (_, text) => {
    for (const [field, value, path] of [
      ['title', text, ['title']],
      ['abstract', text, ['abstract']],
      ['body', text, ['body']],
      ['statement', text, ['statement']],
      ['asks', ['fine', text], ['asks', '1']],
      ['themes', [text], ['themes', '0']],
      ['event', text, ['event']],
      ['note', text, ['note']],
    ] as const) {
      const answer = await revise(api.as.expert, own, { [field]: value });
      expect(answer).toMatchObject({ contribution: null, errors: [{ code: 'INVALID' }] });
      expect(answer.errors[0].path.slice(-path.length)).toEqual(path);
    }
  });

  it.each([
    ['an unknown theme', { themes: ['NO-SUCH'] }, 'themes'],
    ['an unknown system', { systems: ['NO-SUCH'] }, 'systems'],
    ['a field of another kind', { maturity: 3 }, 'maturity'],
  ])('%s', async (_, fields, path) => {
    const answer = await revise(api.as.expert, own, fields);
    expect(answer).toMatchObject({ contribution: null, errors: [{ path: [path] }] });
  });

  it('duplicate links, and evidence that is not in the text', async () => {
    expect(await link(api.as.analyst, out.id, 'hleg-bms-01')).toMatchObject({
      errors: [{ code: 'DUPLICATE', path: ['recommendation'] }],
    });
    expect(await link(api.as.analyst, out.id, 'NO-SUCH-01')).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['recommendation'] }],
    });
    const quotes = ['never said', BODY, 'one engine compares fingerprints', 'system. Migration'];
    for (const quote of quotes) {
      expect(await link(api.as.analyst, out.id, 'HLEG-ESP-02', { evidence: [{ quote }] })).toMatchObject({
        link: null,
        errors: [{ code: 'INVALID', path: ['evidence', '0', 'quote'] }],
      });
    }
  });

  it.each(['2017-02-29', '2017-13-01', '2017-06-31', '0000-01-01', '2017-6-8', 'today', '2017-06-08T00:00:00Z', ''])(
    'an impossible date: %s',
    async (day) => {
      for (const document of [
        'query D($d: Date) { contributions(filter: { publishedFrom: $d }) { totalCount } }',
        'query D($d: Date) { search(query: "", filter: { publishedTo: $d }) { totalCount } }',
        'query D($d: Date) { coverage(by: [], filter: { publishedTo: $d }) { computedAt } }',
      ]) {
        const answer = await tame(api.as.anonymous, document, { d: day });
        expect(answer.status).toBe(400);
        expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      }
    },
  );

  it.each([
    '2017-02-29T00:00:00.000Z',
    '2017-06-08T24:00:00Z',
    '2017-06-08T10:00:00+02:00',
    '2017-06-08',
    '2017-06-08T10:00:00.0000001Z',
    'garbage',
    '+275760-09-13T00:00:00.001Z',
  ])('an impossible instant: %s', async (instant) => {
    const answer = await tame(
      api.as.expert,
      'mutation R($input: ReviseContributionInput!) { reviseContribution(input: $input) { errors { code } } }',
      { input: { id: own.id, version: own.version, embargoUntil: instant } },
    );
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    const literal = `mutation { reviseContribution(input: { id: "${own.id}", version: 1, embargoUntil: "${instant}" }) { errors { code } } }`;
    expect((await tame(api.as.expert, literal)).status).toBe(400);
  });

  it('numbers out of their range', async () => {
    for (const input of [
      { maturity: 0 },
      { maturity: 10 },
      { costEstimate: { low: -1, high: 2, currency: 'EUR' } },
      { costEstimate: { low: 1, high: 1e300, currency: 'EUR' } },
      { costEstimate: { low: 1, high: 2, currency: 'euro' } },
      { durationMonths: { low: 1, high: 1201 } },
    ]) {
      const answer = await revise(api.as.expert, own, input);
      expect(answer.contribution).toBeNull();
      expect(answer.errors.length).toBeGreaterThan(0);
    }
  });
});

describe('every argument of type String or ID', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    const { data } = await api.as.anonymous(getIntrospectionQuery());
    schema = buildClientSchema(data);
  });

  const named = (type: GraphQLInputType) => getNamedType(type);

  /** A value that a required field takes. */
  function plain(type: GraphQLInputType): Any {
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) return [];
    if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields());
      const needed = nullable.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
      return Object.fromEntries(needed.map((field) => [field.name, plain(field.type)]));
    }
    const values: Record<string, Any> = {
      Int: 1,
      Float: 1,
      Boolean: true,
      LanguageTag: 'en',
      Date: '2017-06-08',
      DateTime: '2017-06-08T00:00:00Z',
      Url: 'https://example.org/',
    };
    return values[nullable.name] ?? 'x';
  }

  /** Values of a type with `text` in one place, for each place that takes a string. */
  function placed(type: GraphQLInputType, text: string): Any[] {
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) return placed(nullable.ofType, text).map((item) => [item]);
    if (isInputObjectType(nullable)) {
      return Object.values(nullable.getFields()).flatMap((field) =>
        placed(field.type, text).map((value) =>
          nullable.isOneOf ? { [field.name]: value } : { ...plain(nullable), [field.name]: value },
        ),
      );
    }
    return isEnumType(nullable) || ['Int', 'Float', 'Boolean'].includes(nullable.name) ? [] : [text];
  }

  function* questions(root: 'Query' | 'Mutation', text: string) {
    const fields = Object.values(
      (root === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
    );
    for (const field of fields) {
      const result = getNamedType(field.type);
      const selection = root === 'Mutation' ? '{ errors { code path } }' : isLeafType(result) ? '' : '{ __typename }';
      for (const argument of field.args) {
        for (const value of placed(argument.type, text)) {
          const variables: Record<string, unknown> = {};
          for (const other of field.args) if (isNonNullType(other.type)) variables[other.name] = plain(other.type);
          variables[argument.name] = value;
          const declared = field.args.filter((other) => other.name in variables);
          yield {
            variables,
            query:
              `${root.toLowerCase()} Probe(${declared.map((a) => `$${a.name}: ${a.type}`).join(', ')}) ` +
              `{ ${field.name}(${declared.map((a) => `${a.name}: $${a.name}`).join(', ')}) ${selection} }`,
          };
        }
      }
    }
  }

  it.each([
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'HLEG\ud800'],
    ['an escape', '\u001b]0;x\u0007'],
  ])('refuses %s', async (_, text) => {
    let probes = 0;
    for (const root of ['Query', 'Mutation'] as const) {
      for (const { query, variables } of questions(root, text)) {
        const answer = await tame(api.as.administrator, query, variables);
        expect({ query, variables, refused: codesOf(answer).length > 0 }).toMatchObject({ refused: true });
        probes++;
      }
    }
    expect(probes).toBeGreaterThan(100);
  });

  it.each([
    ['nothing', ''],
    ['SQL', `'; drop table contribution; --`],
    ['wildcards', '%_\\'],
    ['a format', '$1 %s {0} {x}'],
    ['100,000 letters', 'x'.repeat(100_000)],
    ['code points outside the BMP', '\u{1f600}'.repeat(200)],
    ['unassigned and private ones', '\ufffe\uffff\u{10ffff}\ue000'],
    ['parentheses', '((((((((("""""'],
  ])('lives with %s', async (_, text) => {
    for (const { query, variables } of questions('Query', text)) await tame(api.as.expert, query, variables);
  });

  it('names the types it walks', () => {
    const names = new Set<string>();
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
      for (const argument of field.args) names.add(named(argument.type).name);
    expect([...names]).toEqual(expect.arrayContaining(['SignInInput', 'CreateContributionInput', 'DecideLinkInput']));
  });
});

describe('pages', () => {
  const UUID = '00000000-0000-0000-0000-000000000000';
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const LISTS = [
    ['contributions', '', ''],
    ['search', 'query: "engine", ', ''],
    ['recommendations', '', ''],
    ['organisations', '', ''],
    ['events', '', ''],
    ['legalActs', '', ''],
  ] as const;
  // Each within something that is there, with `#` for the arguments.
  const own = (field: string) => `{ contribution(reference: "${out.reference}") { ${field} } }`;
  const nested = (argument: string, variables = '') =>
    [
      own('links(#) { nodes { id } }'),
      own('passages(#) { nodes { id } }'),
      own('revisions(#) { nodes { id } }'),
      own('organisations { contributions(#) { nodes { id } } }'),
      '{ events { nodes { contributions(#) { nodes { id } } } } }',
      '{ recommendation(code: "HLEG-BMS-01") { links(#) { nodes { id } } } }',
      '{ recommendationSets { recommendations(#) { nodes { id } } } }',
    ].map((document) => `query P${variables} ${document.replace('#', argument)}`);

  it.each([0, -1, 101, 2_147_483_647, -2_147_483_648])('of a size of %d are refused', async (first) => {
    for (const [name, before] of LISTS) {
      const answer = await tame(api.as.anonymous, `{ ${name}(${before}first: ${first}) { edges { cursor } } }`);
      expect(codesOf(answer)).toEqual(['INVALID']);
    }
    for (const document of nested(`first: ${first}`)) {
      const answer = await tame(api.as.anonymous, document);
      expect({ document, codes: [...new Set(codesOf(answer))] }).toEqual({ document, codes: ['INVALID'] });
    }
  });

  it('that are no numbers, both ends at once, or beyond 32 bits', async () => {
    for (const size of ['"1"', '1.5', '2147483648', '1e3', 'true', '[1]', '{}']) {
      expect((await tame(api.as.anonymous, `{ contributions(first: ${size}) { totalCount } }`)).status).toBe(400);
    }
    expect(
      codesOf(await tame(api.as.anonymous, '{ contributions(first: 1, last: 1) { totalCount edges { cursor } } }')),
    ).toEqual(['INVALID']);
  });

  it('from cursors that were tampered with are refused', async () => {
    const { data } = await api.as.anonymous('{ contributions(first: 1) { edges { cursor } } }');
    const real: string = data.contributions.edges[0].cursor;
    const values = JSON.parse(Buffer.from(real, 'base64url').toString());
    const uuid = values[1];
    const forged = [
      '',
      '!!!!',
      'null',
      encode(null),
      encode({}),
      encode([]),
      encode([uuid]),
      encode([...values, 1]),
      encode([values[0], 'x']),
      encode([values[0], `${uuid}'`]),
      encode(['2017-02-30 00:00:00+00:00', uuid]),
      encode(['9999-99-99 99:99:99+00:00', uuid]),
      encode(['2017-06-08 25:61:61+00:00', uuid]),
      encode(['infinity', uuid]),
      encode([{ a: 1 }, uuid]),
      encode([null, uuid]),
      encode([1, uuid]),
      encode(['a\u0000', uuid]),
      encode(['\ud800', uuid]),
      real.slice(0, -5),
      'A'.repeat(100_000),
      `${real}\u0000`,
    ];
    for (const after of forged) {
      const answer = await tame(
        api.as.anonymous,
        'query P($after: String) { contributions(after: $after) { edges { cursor } } }',
        { after },
      );
      expect({ after: after.slice(0, 80), codes: codesOf(answer) }).toEqual({
        after: after.slice(0, 80),
        codes: ['INVALID'],
      });
      for (const [name, first] of LISTS) {
        await tame(
          api.as.anonymous,
          `query P($after: String) { ${name}(${first}after: $after) { edges { cursor } } }`,
          {
            after,
          },
        );
      }
      for (const document of nested('after: $after', '($after: String)')) {
        const read = await tame(api.as.anonymous, document, { after });
        // A place by the id alone is one in the lists of links.
        const codes = after === encode([uuid]) && /links/.test(document) ? [] : ['INVALID'];
        expect({ document, after: after.slice(0, 80), codes: [...new Set(codesOf(read))] }).toMatchObject({ codes });
      }
      for (const orderBy of ['TITLE', 'UPDATED', 'OLDEST']) {
        await tame(
          api.as.anonymous,
          `query P($after: String) { contributions(before: $after, orderBy: ${orderBy}) { edges { cursor } } }`,
          { after },
        );
      }
    }
  });

  it.each<[string, (place: string, numbers: number[]) => unknown[]]>([
    ['numbers beyond all', (place) => [place, 1e308, 1e308, 1e308, 1e308]],
    ['zeros', (place) => [place, 0, 0, 0, 0]],
    ['three keys', (_, numbers) => [encode(['x', 'y', 'z']), ...numbers]],
    ['a score beyond all', (_, numbers) => [encode(['1e999', UUID]), ...numbers]],
    ['a score below all', (_, numbers) => [encode(['1e-999', UUID]), ...numbers]],
    ['a score that is none', (_, numbers) => [encode(['NaN', UUID]), ...numbers]],
    ['a place that is no cursor', (_, numbers) => ['x', ...numbers]],
  ])('of search from a cursor with %s', async (_, forge) => {
    const { data } = await api.as.anonymous('{ search(query: "engine", first: 1) { edges { cursor } } }');
    const [place, ...numbers] = JSON.parse(Buffer.from(data.search.edges[0].cursor, 'base64url').toString());
    const query = 'query S($after: String) { search(query: "engine", after: $after) { edges { cursor } } }';
    await tame(api.as.anonymous, query, { after: encode(forge(place, numbers)) });
  });
});

describe('documents', () => {
  const CHEAP = 3_000;
  const quick = async (query: string, code?: string) => {
    const begun = Date.now();
    const answer = await post({ query });
    expect(Date.now() - begun).toBeLessThan(CHEAP);
    expectRefused(answer, 400, code);
  };

  it('100 deep', async () => {
    const deep = `{ themes ${'{ narrower '.repeat(100)} { id } ${'}'.repeat(100)} }`;
    await quick(deep, 'LIMIT_REACHED');
    await quick(`{ ${'themes { broader '.repeat(5_000)}`);
    await quick(`{ a(x: ${'['.repeat(15_000)}`);
    await quick(`{ node(id: ${'['.repeat(9_000)}1${']'.repeat(9_000)}) { id } }`);
    await quick(`query Q($x: ${'['.repeat(9_000)}Int${']'.repeat(9_000)}) { viewer { id } }`);
    await quick(`{ ${'... on Query { '.repeat(4_000)} viewer { id } ${'}'.repeat(4_000)} }`);
  });

  it('with 10,000 aliases', async () => {
    await quick(`{ ${Array.from({ length: 10_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`);
    await quick(`{ viewer { ${Array.from({ length: 600 }, (_, i) => `a${i}: id`).join(' ')} } }`, 'LIMIT_REACHED');
    await quick(`{ ${Array.from({ length: 51 }, (_, i) => `a${i}: themes { id }`).join(' ')} }`, 'LIMIT_REACHED');
    await quick(
      `{ ...F } fragment F on Query { ${Array.from({ length: 51 }, (_, i) => `a${i}: themes { id }`).join(' ')} }`,
      'LIMIT_REACHED',
    );
  });

  it('with the same field 8,000 times', async () => {
    await quick(`{ ${'themes { id } '.repeat(4_000)} }`);
    await quick(`{ themes { ${'id '.repeat(15_000)} nope } }`);
  });

  it('with 50 sign-ins', async () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, i) => `s${i}: signIn(input: { email: "someone@example.org", password: "wrong ${i}" }) { token }`,
      ).join(' ');
    await quick(`mutation { ${many(50)} }`, 'LIMIT_REACHED');
    await quick(
      `mutation { ...F ... on Mutation { ${many(2)} } } fragment F on Mutation { ${many(48)} }`,
      'LIMIT_REACHED',
    );
  });

  it('with 5,000 chained fragments', async () => {
    const chain = Array.from({ length: 5_000 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} }`);
    await quick(`{ ...F0 } ${chain.join(' ')} fragment F5000 on Query { viewer { id } }`);
    const short = Array.from({ length: 2_400 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} }`);
    await quick(`{ ...F0 } ${short.join(' ')} fragment F2400 on Query { viewer { id } }`);
  });

  it('with 40 doubling fragments', async () => {
    const doubling = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Theme { a: narrower { ...F${i + 1} } b: narrower { ...F${i + 1} } }`,
    );
    await quick(`{ themes { ...F0 } } ${doubling.join(' ')} fragment F40 on Theme { id }`);
    const flat = Array.from({ length: 40 }, (_, i) => `fragment G${i} on Query { ...G${i + 1} ...G${i + 1} }`);
    await quick(`{ ...G0 } ${flat.join(' ')} fragment G40 on Query { viewer { id } }`);
    const merging = Array.from(
      { length: 24 },
      (_, i) => `fragment H${i} on Theme { narrower { ...H${i + 1} } narrower { ...H${i + 1} } }`,
    );
    await quick(`{ themes { ...H0 } } ${merging.join(' ')} fragment H24 on Theme { id }`);
  });

  it('with fragments in a circle', async () => {
    await quick('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
    await quick('{ themes { ...A } } fragment A on Theme { narrower { ...A } }');
    const ring = Array.from({ length: 300 }, (_, i) => `fragment F${i} on Query { ...F${(i + 1) % 300} }`);
    await quick(`{ ...F0 } ${ring.join(' ')}`);
  });

  it('with 1,000 directives, variables or operations', async () => {
    await quick(`{ viewer ${'@include(if: true) '.repeat(1_000)} { id } }`);
    await quick(`query Q(${Array.from({ length: 2_000 }, (_, i) => `$v${i}: Int`).join(' ')}) { viewer { id } }`);
    await quick(Array.from({ length: 2_000 }, (_, i) => `query Q${i} { viewer { id } }`).join(' '));
  });

  it('of more than the cost allowed', async () => {
    const links = (inner: string) => `links(first: 100) { nodes { contribution { ${inner} } } }`;
    await quick(`{ contributions(first: 100) { nodes { ${links(links(links('title')))} } } }`, 'LIMIT_REACHED');
    const paged = `fragment Page on RecommendationLinkConnection { nodes { contribution { ...Paper } } } fragment Paper on Contribution`;
    await quick(
      `{ contributions(first: 100) { ...All } } fragment All on ContributionConnection { nodes { links(first: 100) { ...Page } } } ${paged} { links(first: 100) { nodes { id } } }`,
      'LIMIT_REACHED',
    );
    await quick(
      `query Q { nodes(ids: [${Array.from({ length: 100 }, () => '"x"').join(' ')}]) { ... on Contribution { ${links(links('title'))} } } }`,
      'LIMIT_REACHED',
    );
    await quick(
      '{ a: __schema { types { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } } } } } } } } } } } } } }',
    );
  });

  it('that are no documents', async () => {
    for (const query of [
      '',
      ' ',
      '#',
      '{',
      '}',
      '{}',
      'query',
      'null',
      '\u0000',
      '{ viewer { id } \u0000 }',
      'type A { a: Int }',
      'fragment F on Query { viewer { id } }',
      '{ nope }',
      '{ viewer }',
      'subscription { viewer { id } }',
    ]) {
      const answer = await post({ query });
      expect({ query, status: answer.status }).toEqual({ query, status: 400 });
      expectRefused(answer, 400);
    }
  });

  it('with operation names that are unknown, missing or of a wrong type', async () => {
    const two = 'query A { viewer { id } } query B { viewer { id } }';
    for (const operationName of [undefined, 'C', '', 'a', '\u0000']) {
      expectRefused(await post({ query: two, operationName }), 400);
    }
    for (const operationName of [1, {}, [], true]) expectRefused(await post({ query: two, operationName }), 400);
  });

  it('with variables of a wrong type', async () => {
    const query = 'query C($r: String!) { contribution(reference: $r) { id } }';
    for (const r of [1, true, null, {}, [], ['RT-2017-0001', 'x'], undefined]) {
      expectRefused(await post({ query, variables: { r } }), 400);
    }
    for (const variables of ['x', 1, true, [1]]) expectRefused(await post({ query, variables }), 400);
    const enumerated = 'query C($k: [ContributionKind!]) { contributions(filter: { kinds: $k }) { totalCount } }';
    for (const k of ['NO_KIND', ['NO_KIND'], [null], 1, { a: 1 }]) {
      expectRefused(await post({ query: enumerated, variables: { k } }), 400);
    }
    expectRefused(
      await post({ query: enumerated, variables: { k: Array.from({ length: 20_000 }, () => 'NO_KIND') } }),
      400,
    );
    const proto = `{"query": ${JSON.stringify(query)}, "variables": {"__proto__": {"r": "x"}, "constructor": {"prototype": {"r": 1}}}}`;
    expectRefused(await post(proto), 400);
  });
});

describe('requests', () => {
  const query = '{ viewer { id } }';

  it.each([
    ['nothing', ''],
    ['half of JSON', '{"query": "{ viewer { id } }"'],
    ['no JSON', 'query { viewer { id } }'],
    ['a number', '1'],
    ['a text', '"{ viewer { id } }"'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['a batch', `[{"query": "${query}"}, {"query": "${query}"}]`],
    ['a query that is a number', '{"query": 1}'],
    ['a query that is a list', '{"query": ["{ viewer { id } }"]}'],
    ['extensions that are a text', `{"query": "${query}", "extensions": "x"}`],
    ['deeply nested JSON', `{"query": "${query}", "variables": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a byte order mark', `\ufeff\ufeff{"query": "${query}"}`],
  ])('with %s as body', async (_, body) => {
    expectRefused(await post(body), 400);
  });

  it('with bytes that are not UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query": "{ contribution(reference: \\"'),
      Buffer.from([0xff, 0xc0]),
      Buffer.from('\\") { id } }"}'),
    ]);
    const answer = await post(new Uint8Array(body));
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toMatch(LEAKS);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/graphql',
    'application/octet-stream',
    'nonsense',
    '',
  ])('with the content type "%s"', async (type) => {
    const headers = type === '' ? undefined : { 'content-type': type };
    const answer = await send('/graphql', {
      method: 'POST',
      headers,
      body: new TextEncoder().encode(
        JSON.stringify({ query: 'mutation { signIn(input: { email: "a", password: "b" }) { token } }' }),
      ),
    });
    expectRefused(answer);
    expect([400, 415]).toContain(answer.status);
  });

  it('over 5 MB, which are 413', async () => {
    expectRefused(await post({ query, variables: { x: 'x'.repeat(5_100_000) } }), 413, 'TOO_LARGE');
    const fits = await post({ query, variables: { x: 'x'.repeat(4_900_000) } });
    expect(fits.json).toMatchObject({ data: { viewer: null } });
  });

  it.each([
    ['with its length announced', true, undefined],
    ['without', false, undefined],
    ['over a connection that is to be closed', true, false],
  ] as const)('over 5 MB, of who does not stop sending, %s', async (_, announced, agent) => {
    for (const size of [limits.requestBytes + 1, 40_000_000]) {
      const chunk = Buffer.alloc(64_000, ' ');
      const whole = Array.from({ length: Math.floor(size / chunk.length) }, () => chunk);
      const answer = await new Promise<Any>((resolve, reject) => {
        const request = httpRequest(`${api.url}/graphql`, {
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json', ...(announced ? { 'content-length': size } : {}) },
        });
        request.on('response', async (response) => {
          const text = Buffer.concat(await response.toArray()).toString();
          resolve({ status: response.statusCode, text, json: JSON.parse(text) });
        });
        pipeline(Readable.from([...whole, chunk.subarray(0, size % chunk.length)]), request, (error) => {
          if (error) reject(error);
        });
      });
      expectRefused(answer, 413, 'TOO_LARGE');
      expect(answer.json.errors[0].message).toContain('5 MB');
    }
  });

  it('over 5 MB, of who waits for the answer before anything is sent', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 9000000\r\n\r\n',
    );
    const [head] = await once(socket, 'data');
    socket.destroy();
    expect(String(head)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('that are compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip']) {
      const answer = await post(new Uint8Array(bomb), { 'content-encoding': encoding });
      expectRefused(answer);
      expect([400, 415]).toContain(answer.status);
    }
  });

  it('by GET: no mutation, and no query of another site', async () => {
    const ask = (text: string, headers: Record<string, string> = {}) =>
      send(`/graphql?query=${encodeURIComponent(text)}`, { headers });
    expectRefused(await ask('{ viewer { id } }'), 400);
    expectRefused(
      await ask('mutation { signIn(input: { email: "a", password: "b" }) { token } }', {
        'apollo-require-preflight': '1',
      }),
      405,
    );
    expectRefused(await send('/graphql', { headers: { 'apollo-require-preflight': '1' } }), 400);
    expectRefused(await send('/graphql?query=%', { headers: { 'apollo-require-preflight': '1' } }), 400);
    expectRefused(
      await send('/graphql?query=%00&variables=%7B', { headers: { 'apollo-require-preflight': '1' } }),
      400,
    );
    expectRefused(
      await send('/graphql?query=a&query=b&variables=1&extensions=x', { headers: { 'apollo-require-preflight': '1' } }),
      400,
    );
    expectRefused(
      await send('/graphql?query=a', { headers: { 'apollo-require-preflight': '1', 'content-type': 'text/plain' } }),
      415,
    );
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('by %s', async (method) => {
    for (const path of ['/graphql', '/', '/health/ready', '/explorer/react.js']) {
      const answer = await send(path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expectRefused(answer);
    }
  });

  it('to paths that are not served, traversals among them', async () => {
    for (const path of [
      '/nope',
      '/graphql/nope',
      '/graphqlx',
      '/explorer/',
      '/explorer/../../package.json',
      '/explorer/..%2f..%2fpackage.json',
      '/explorer/%2e%2e/%2e%2e/package.json',
      '/explorer/....//package.json',
      '/explorer/react.js%00.css',
      '/explorer/..\\..\\package.json',
      '//etc/passwd',
      '/pages.css/../../../../../../etc/passwd',
      '/%',
      '/%ff%fe',
      '/.git/config',
      '/health/live/x',
      `/${'a'.repeat(8_000)}`,
    ]) {
      const answer = await send(path);
      expect(answer.text).not.toMatch(LEAKS);
      expect({ path, status: answer.status }).toEqual({ path, status: expect.any(Number) });
      expect([400, 404, 414]).toContain(answer.status);
      expect(answer.text).not.toMatch(/"name": "roundtable"|root:/);
    }
  });
});

describe('tokens', () => {
  const ask = (authorization: string) => post({ query: '{ viewer { email } }' }, { authorization });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Bearer rt_${'A'.repeat(43)}`,
    `Bearer rt_${'A'.repeat(42)}`,
    `Bearer rt_${'A'.repeat(10_000)}`,
    'Basic YWRtaW46YWRtaW4=',
    'Digest username="admin"',
    'Negotiate x',
    'null',
    "Bearer ' or 1=1 --",
  ])('that are bad: %.40s', async (authorization) => {
    const answer = await ask(authorization);
    expectRefused(answer, 401, 'NOT_SIGNED_IN');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('of a wrong scheme or with something after them', async () => {
    for (const authorization of [
      `Basic ${api.tokens.expert}`,
      api.tokens.expert,
      `Bearer ${api.tokens.expert} x`,
      `Bearer ${api.tokens.expert},Bearer ${api.tokens.analyst}`,
    ]) {
      expectRefused(await ask(authorization), 401, 'NOT_SIGNED_IN');
    }
    expect((await ask(`bearer  ${api.tokens.expert}`)).json.data.viewer.email).toBe('expert@example.org');
  });

  it('that have expired, were revoked, or whose account was disabled', async () => {
    const alter = async (change: string, back: string) => {
      await api.database.query(`update ${change}`);
      try {
        expectRefused(await ask(`Bearer ${api.tokens.rival}`), 401, 'NOT_SIGNED_IN');
        expectRefused(
          await post(
            { query: `mutation { submitContribution(input: { id: "${theirs.id}", version: 1 }) { errors { code } } }` },
            { authorization: `Bearer ${api.tokens.rival}` },
          ),
          401,
        );
      } finally {
        await api.database.query(`update ${back}`);
      }
    };
    const token = `where account_id = (select id from account where email = 'rival@example.org')`;
    await alter(
      `api_token set expires_at = now() - interval '1 second' ${token}`,
      `api_token set expires_at = now() + interval '1 hour' ${token}`,
    );
    await alter(`api_token set revoked_at = now() ${token}`, `api_token set revoked_at = null ${token}`);
    const account = `where email = 'rival@example.org'`;
    await alter(`account set disabled_at = now() ${account}`, `account set disabled_at = null ${account}`);
    expect((await ask(`Bearer ${api.tokens.rival}`)).json.data.viewer.email).toBe('rival@example.org');
  });

  it('wrong passwords and unknown addresses answer alike', async () => {
    const signIn = (email: string, password: string) =>
      tame(
        api.as.anonymous,
        'mutation S($input: SignInInput!) { signIn(input: $input) { token account { id } errors { code message path } } }',
        {
          input: { email, password },
        },
      );
    const one = await signIn('expert@example.org', 'wrong');
    const other = await signIn('nobody@example.org', 'wrong');
    expect(one.data).toEqual(other.data);
    expect(codesOf(one)).toEqual(['INVALID']);
    expect(codesOf(await signIn('x'.repeat(321), 'x'))).toEqual(['TOO_LARGE']);
    expect(codesOf(await signIn('expert@example.org', 'x'.repeat(1_001)))).toEqual(['TOO_LARGE']);
    await signIn('', '');
  });

  it('who is not signed in or may not is told so before anything is looked at', async () => {
    for (const name of ['submitContribution', 'publishContribution', 'startReview', 'withdrawContribution']) {
      for (const id of [out.id, theirs.id, 'nonsense', 'x\u0000']) {
        expect(await step(api.as.anonymous, name, { id, version: 1 })).toMatchObject({
          errors: [{ code: 'NOT_SIGNED_IN', path: null }],
        });
      }
    }
    for (const id of [out.id, theirs.id, 'nonsense']) {
      expect(await step(api.as.expert, 'publishContribution', { id, version: 99 })).toMatchObject({
        errors: [{ code: 'NOT_ALLOWED', path: null }],
      });
    }
  });
});

describe('on the wire', () => {
  /** Sends bytes and gives all that comes back until the server closes or nothing more comes. */
  function wire(bytes: string): Promise<string> {
    const { hostname, port } = new URL(api.url);
    return new Promise((resolve) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.setTimeout(3_000, () => socket.destroy());
      socket.on('data', (data) => {
        text += data.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
  }
  const body = JSON.stringify({ query: '{ viewer { id } }' });
  const request = (headers: string[], text = body) =>
    `POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`;

  it.each([
    ['none', []],
    ['an empty one', ['Host: ']],
    ['one with a space', ['Host: a b']],
    ['a bracket', ['Host: [']],
    ['a bad port', ['Host: localhost:99999999']],
    ['a port that is no number', ['Host: localhost:x']],
    ['credentials', ['Host: user@localhost']],
    ['a path', ['Host: localhost/../x']],
    ['a question', ['Host: localhost?x']],
    ['percent signs', ['Host: %00%ff']],
    ['letters outside ASCII', ['Host: \u00e9\u00ff']],
    ['10,000 letters', [`Host: ${'a'.repeat(10_000)}`]],
    ['another name', ['Host: evil.example']],
    ['a name that begins like ours', ['Host: localhost.evil.example']],
    ['two', ['Host: localhost', 'Host: evil.example']],
  ])('a bad Host header: %s', async (_, headers) => {
    for (const path of ['/graphql', '/health/live']) {
      const answer = await wire(
        request(headers)
          .replace('/graphql', path)
          .replace('POST', path === '/graphql' ? 'POST' : 'GET'),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).not.toMatch(LEAKS);
      expect(answer).not.toMatch(/"data"|"status":"ok"/);
    }
  });

  it('names of this server are answered', async () => {
    for (const host of ['localhost', 'LOCALHOST:80', '127.0.0.1', '[::1]:4000']) {
      expect(await wire(request([`Host: ${host}`]))).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  it.each([
    ['no method', ' /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an unknown method', 'BREW /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an unknown version', 'POST /graphql HTTP/9.9\r\nHost: localhost\r\n\r\n'],
    ['no version', 'POST /graphql\r\nHost: localhost\r\n\r\n'],
    ['a path with a space', 'GET /gra phql HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['no path', 'GET HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a path that is no path', 'GET graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['an absolute address', 'GET http://evil.example/nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['traversal', 'GET /explorer/../../package.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['bytes', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n'],
    ['a header without a colon', 'GET /nope HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n'],
    ['a NUL in a header', 'GET /nope HTTP/1.1\r\nHost: localhost\r\nX-A: a\u0000b\r\n\r\n'],
    ['a bare line feed in a header', 'GET /nope HTTP/1.1\r\nHost: localhost\r\nX-A: a\rb\r\n\r\n'],
    ['a very long address', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    ['a very long header', `GET /nope HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['many headers', `GET /nope HTTP/1.1\r\nHost: localhost\r\n${'X-A: a\r\n'.repeat(20_000)}\r\n`],
    ['two lengths', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
    [
      'a length and chunks',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a negative length', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n'],
    [
      'a bad chunk',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n',
    ],
    [
      'a length of six million',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 6000000\r\nConnection: close\r\n\r\n',
    ],
  ])('a request with %s', async (_, bytes) => {
    const answer = await wire(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(LEAKS);
    expect(answer).not.toMatch(/"name": "roundtable"/);
  });

  it('the server lives after all that', async () => {
    expect((await send('/health/ready')).json).toEqual({ status: 'ok', database: 'ok' });
    expect((await submittedCount()) >= 0).toBe(true);
  });
});

async function submittedCount(): Promise<number> {
  return (await api.as.administrator('{ contributions(filter: { statuses: [SUBMITTED] }) { totalCount } }')).data
    .contributions.totalCount;
}
