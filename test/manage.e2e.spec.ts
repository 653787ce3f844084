import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doAskedWork } from '#libs/search';
import { prepareDatabase } from '../apps/prepare.js';
import { startTestApi, type TestApi } from './support/api.js';
import { link, published } from './support/contributions.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

async function change(
  name: string,
  type: string,
  selection: string,
  input: object,
  as = api.as.administrator,
): Promise<Any> {
  const answer = await as(
    `mutation M($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code message path } } }`,
    { input },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data[name];
}

describe('themes', () => {
  const THEME = 'theme { code version synonyms definition broader { code } labels { language label } }';
  const said = {
    labels: [{ language: 'en', label: 'Watch lists' }],
    definition: 'Lists to watch.',
    synonyms: ['blacklist'],
    broader: null,
  };

  it('are added and changed, in the version that was seen, without circles', async () => {
    const made = await change('createTheme', 'SaveThemeInput', THEME, { code: 'COMP-WATCH', ...said });
    expect(made).toMatchObject({ theme: { code: 'COMP-WATCH', version: 1, labels: said.labels }, errors: [] });
    expect(
      (await change('createTheme', 'SaveThemeInput', THEME, { code: 'comp-watch', ...said })).errors,
    ).toMatchObject([{ code: 'DUPLICATE' }]);
    const below = await change('createTheme', 'SaveThemeInput', THEME, {
      code: 'COMP-WATCH-ETIAS',
      ...said,
      broader: 'COMP-WATCH',
    });
    expect(below.theme.broader).toEqual({ code: 'COMP-WATCH' });
    const circle = await change('changeTheme', 'ChangeThemeInput', THEME, {
      code: 'COMP-WATCH',
      version: 1,
      ...said,
      broader: 'COMP-WATCH-ETIAS',
    });
    expect(circle.errors).toMatchObject([{ code: 'INVALID', path: ['broader'] }]);
    const renamed = await change('changeTheme', 'ChangeThemeInput', THEME, {
      code: 'COMP-WATCH',
      version: 1,
      ...said,
      synonyms: ['alert list'],
    });
    expect(renamed).toMatchObject({ theme: { version: 2, synonyms: ['alert list'] }, errors: [] });
    expect(
      (await change('changeTheme', 'ChangeThemeInput', THEME, { code: 'COMP-WATCH', version: 1, ...said })).errors,
    ).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    expect(
      (
        await change(
          'changeTheme',
          'ChangeThemeInput',
          THEME,
          { code: 'COMP-WATCH', version: 2, ...said },
          api.as.analyst,
        )
      ).errors,
    ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('and recommendations keep an edit when the same release starts again', async () => {
    const { data } = await api.as.administrator(
      '{ theme(code: "COMP-ESP") { version definition synonyms labels { language label } broader { code } } recommendation(code: "HLEG-ESP-01") { version summary chapter themes { code } systems { code } } }',
    );
    const { broader, ...theme } = data.theme;
    await change('changeTheme', 'ChangeThemeInput', 'theme { version }', {
      code: 'COMP-ESP',
      ...theme,
      broader: broader?.code ?? null,
      definition: 'Ours now.',
    });
    const codes = (list: { code: string }[]) => list.map(({ code }) => code);
    const { recommendation } = data;
    await change('reviseRecommendation', 'ReviseRecommendationInput', 'recommendation { version }', {
      ...recommendation,
      code: 'HLEG-ESP-01',
      title: 'Ours now',
      themes: codes(recommendation.themes),
      systems: codes(recommendation.systems),
    });
    await prepareDatabase((api.database.dataSource.options as { url: string }).url);
    const after = await api.as.anonymous(
      '{ theme(code: "COMP-ESP") { definition } recommendation(code: "HLEG-ESP-01") { title version } }',
    );
    expect(after.data).toEqual({
      theme: { definition: 'Ours now.' },
      recommendation: { title: 'Ours now', version: recommendation.version + 1 },
    });
  });
});

describe('events and their calls', () => {
  const EVENT = 'event { slug version titles startsOn call { text opensAt closesAt questions themes { code } } }';
  const call = {
    text: 'Tell us.',
    opensAt: '2027-01-01T00:00:00Z',
    closesAt: '2027-02-01T00:00:00Z',
    questions: ['How?', ' '],
  };
  const said = { kind: 'ROUNDTABLE', title: 'Spring', startsOn: '2027-03', themes: ['COMP-ESP'] };

  it('are added and changed', async () => {
    const made = await change('createEvent', 'SaveEventInput', EVENT, { slug: 'rt-2027-03', ...said, call });
    expect(made).toMatchObject({
      event: { version: 1, titles: ['Spring'], call: { questions: ['How?'], themes: [{ code: 'COMP-ESP' }] } },
      errors: [],
    });
    const wrong = await change('createEvent', 'SaveEventInput', EVENT, {
      slug: 'rt-2027-04',
      ...said,
      call: { ...call, closesAt: call.opensAt },
    });
    expect(wrong.errors).toMatchObject([{ code: 'INVALID', path: ['call', 'closesAt'] }]);
    const longer = await change('changeEvent', 'ChangeEventInput', EVENT, {
      slug: 'rt-2027-03',
      version: 1,
      ...said,
      call: { ...call, closesAt: '2027-02-15T00:00:00Z' },
    });
    expect(longer).toMatchObject({ event: { version: 2, call: { closesAt: '2027-02-15T00:00:00.000Z' } }, errors: [] });
    const closed = await change('changeEvent', 'ChangeEventInput', EVENT, { slug: 'rt-2027-03', version: 2, ...said });
    expect(closed.event.call).toBeNull();
    expect(
      (await change('changeEvent', 'ChangeEventInput', EVENT, { slug: 'rt-2027-03', version: 1, ...said })).errors,
    ).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    expect(
      (await change('createEvent', 'SaveEventInput', EVENT, { slug: 'rt-2027-05', ...said }, api.as.expert)).errors,
    ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('organisations', () => {
  it('are changed in the version that was seen', async () => {
    const ORGANISATION = 'organisation { id version name country }';
    const { organisation } = await change('createOrganisation', 'CreateOrganisationInput', ORGANISATION, {
      name: 'Old name (invented)',
      kind: 'INDUSTRY',
    });
    const input = { id: organisation.id, version: 1, name: 'New name (invented)', kind: 'ACADEMIA', country: 'fr' };
    expect(await change('changeOrganisation', 'ChangeOrganisationInput', ORGANISATION, input)).toMatchObject({
      organisation: { version: 2, name: 'New name (invented)', country: 'FR' },
      errors: [],
    });
    expect((await change('changeOrganisation', 'ChangeOrganisationInput', ORGANISATION, input)).errors).toMatchObject([
      { code: 'VERSION_CONFLICT' },
    ]);
    expect(
      (
        await change(
          'changeOrganisation',
          'ChangeOrganisationInput',
          ORGANISATION,
          { ...input, version: 2 },
          api.as.analyst,
        )
      ).errors,
    ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('the search index', () => {
  const STATUS = 'searchIndex { engines { engine checkAskedAt rebuildAskedAt waiting lastCheck { endedAt } } }';
  const ask = (name: string) => change(name, 'SearchEngineInput', STATUS, { engine: 'POSTGRES' });

  it('is compared and rebuilt by the worker when an administrator asks', async () => {
    await api.projectAll();
    const asked = await ask('verifySearchIndex');
    expect(asked.searchIndex.engines[0].checkAskedAt).not.toBeNull();
    await ask('rebuildSearchIndex');
    expect(await doAskedWork({ database: api.database, meilisearch: undefined })).toBe(1);
    expect(await doAskedWork({ database: api.database, meilisearch: undefined })).toBe(1);
    expect(await doAskedWork({ database: api.database, meilisearch: undefined })).toBe(0);
    const { data } = await api.as.administrator(`{ ${STATUS} }`);
    expect(data.searchIndex.engines[0]).toMatchObject({
      checkAskedAt: null,
      rebuildAskedAt: null,
      lastCheck: { endedAt: expect.any(String) },
    });
    expect(
      (await change('verifySearchIndex', 'SearchEngineInput', STATUS, { engine: 'MEILISEARCH' })).errors,
    ).toMatchObject([{ code: 'UNSUPPORTED' }]);
    expect(
      (await change('verifySearchIndex', 'SearchEngineInput', STATUS, { engine: 'POSTGRES' }, api.as.analyst)).errors,
    ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('what the catalogue is added to by', () => {
  const RECOMMENDATION = `recommendation { code version kind title chapter addressees set { code } themes { code } systems { code }
    source { document url attestation stage } coverage { level contributions } }`;
  const NEW = {
    code: 'hleg-later-01',
    set: 'HLEG-2017',
    kind: 'FOLLOW_UP',
    chapter: 'What came later',
    title: 'A register of all queries',
    summary: 'Each query is written down where its owner can see it.',
    addressees: ['Commission', ' '],
    source: { document: 'A later report (invented)', url: 'https://example.org/report', attestation: 'PRIMARY' },
    themes: ['COMP-ESP'],
    systems: ['SIS'],
  };

  it('a recommendation is there in its first version: read, found, without a word about it, and to be linked to', async () => {
    const { administrator, anonymous, analyst } = api.as;
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const made = await change('createRecommendation', 'CreateRecommendationInput', RECOMMENDATION, NEW);
    expect(made).toEqual({
      errors: [],
      recommendation: {
        code: 'HLEG-LATER-01',
        version: 1,
        kind: 'FOLLOW_UP',
        title: NEW.title,
        chapter: NEW.chapter,
        addressees: ['Commission'],
        set: { code: 'HLEG-2017' },
        themes: [{ code: 'COMP-ESP' }],
        systems: [{ code: 'SIS' }],
        source: { ...NEW.source, stage: null },
        coverage: { level: 'NONE', contributions: 0 },
      },
    });
    const { data } = await anonymous(
      `{ coverage(by: [], gapsFirst: true) { rows { recommendation { code } total { level } } }
         quickSearch(text: "register of all") { label }
         recommendationSets { recommendations(first: 100) { nodes { code } } }
         then: recommendations(first: 100, asOf: "${before}") { nodes { code } }
         past: coverage(by: [], asOf: "${before}") { rows { recommendation { code } } } }`,
    );
    const row = data.coverage.rows.find(({ recommendation }: Any) => recommendation.code === 'HLEG-LATER-01');
    expect(row.total.level).toBe('NONE');
    expect(data.quickSearch.map(({ label }: Any) => label)).toContainEqual(
      expect.stringContaining('A register of all queries'),
    );
    expect(data.recommendationSets[0].recommendations.nodes.at(-1)).toEqual({ code: 'HLEG-LATER-01' });
    // It was not there before it was made.
    expect(JSON.stringify([data.then, data.past])).not.toContain('HLEG-LATER-01');
    const paper = await published(api);
    expect((await link(analyst, paper.id, 'HLEG-LATER-01')).errors).toEqual([]);
    expect(
      (await anonymous('{ recommendation(code: "HLEG-LATER-01") { coverage { level } } }')).data.recommendation.coverage
        .level,
    ).toBe('ONE_VOICE');
    const found = await administrator(
      '{ search(query: "", filter: { recommendations: ["HLEG-LATER-01"] }) { totalCount } }',
    );
    expect(found.data.search.totalCount).toBe(1);
    const revised = await change(
      'reviseRecommendation',
      'ReviseRecommendationInput',
      'recommendation { version source { document } }',
      {
        code: 'HLEG-LATER-01',
        version: 1,
        title: 'A register of queries',
        summary: NEW.summary,
        chapter: NEW.chapter,
        themes: NEW.themes,
        systems: NEW.systems,
      },
    );
    expect(revised).toEqual({ errors: [], recommendation: { version: 2, source: { document: NEW.source.document } } });
  });

  it('it is refused with the field that is wrong, and stays when the release starts again', async () => {
    const create = (more: object, as = api.as.administrator) =>
      change(
        'createRecommendation',
        'CreateRecommendationInput',
        RECOMMENDATION,
        { ...NEW, code: 'HLEG-LATER-02', ...more },
        as,
      );
    for (const [more, code, path] of [
      [{ code: 'HLEG-LATER-01' }, 'DUPLICATE', ['code']],
      [{ code: 'Héleg 1' }, 'INVALID', ['code']],
      [{ set: 'NONE-2017' }, 'NOT_FOUND', ['set']],
      [{ title: '  ' }, 'INVALID', ['title']],
      [{ source: { ...NEW.source, document: '   ' } }, 'INVALID', ['source', 'document']],
      [{ themes: ['NOTHING'] }, 'NOT_FOUND', ['themes']],
      [{ systems: ['NOTHING'] }, 'NOT_FOUND', ['systems']],
    ] as const)
      expect({ more, ...(await create(more)) }).toMatchObject({ recommendation: null, errors: [{ code, path }] });
    for (const as of [api.as.analyst, api.as.expert])
      expect((await create({}, as)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const made = await Promise.all(Array.from({ length: 4 }, () => create({})));
    expect(made.filter(({ recommendation }) => recommendation)).toHaveLength(1);
    await prepareDatabase((api.database.dataSource.options as { url: string }).url);
    const { data } = await api.as.anonymous('{ recommendation(code: "HLEG-LATER-02") { version title } }');
    expect(data.recommendation).toEqual({ version: 1, title: NEW.title });
  });

  it('an information system is added and changed in the version that was seen, and found by its other names', async () => {
    const said = {
      name: 'Register of registers',
      synonyms: ['RoR'],
      operator: 'eu-LISA',
      source: 'Invented.',
      confidence: 'BACKGROUND',
    };
    const SYSTEM = 'system { code version name synonyms operator purpose confidence }';
    const made = await change('createSystem', 'SaveSystemInput', SYSTEM, { code: 'ror', ...said });
    expect(made).toMatchObject({ errors: [], system: { code: 'ROR', version: 1, synonyms: ['RoR'], purpose: null } });
    expect((await change('createSystem', 'SaveSystemInput', SYSTEM, { code: 'ROR', ...said })).errors).toMatchObject([
      { code: 'DUPLICATE', path: ['code'] },
    ]);
    const changed = await change('changeSystem', 'ChangeSystemInput', SYSTEM, {
      code: 'ROR',
      version: 1,
      ...said,
      synonyms: ['Quoll register'],
      purpose: 'To find registers.',
    });
    expect(changed).toMatchObject({ errors: [], system: { version: 2, purpose: 'To find registers.' } });
    expect(
      (await change('changeSystem', 'ChangeSystemInput', SYSTEM, { code: 'ROR', version: 1, ...said })).errors,
    ).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    for (const as of [api.as.analyst, api.as.expert]) {
      expect(
        (await change('changeSystem', 'ChangeSystemInput', SYSTEM, { code: 'ROR', version: 2, ...said }, as)).errors,
      ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    }
    const { data } = await api.as.anonymous(
      '{ quickSearch(text: "quoll") { node { ... on InformationSystem { code } } } }',
    );
    expect(data.quickSearch).toEqual([{ node: { code: 'ROR' } }]);
  });
});
