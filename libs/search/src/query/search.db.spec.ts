import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { type Actor, ANONYMOUS, Role, SYSTEM } from '#libs/identity';
import { Database, ErrorCode, globalId, type Refusal } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { onEachDeployment } from '../spec/deployments.js';
import { addAccount, addOrganisation, addPaper, type Paper } from '../spec/fixtures.js';
import { FacetName } from './facet-name.js';
import { SearchOrder } from './hits-statement.js';
import { SearchNoteKind } from './notes.js';
import { Search, type SearchQuestion } from './search.js';

onEachDeployment('search', (deployment) => {
  let test: TestDatabase;
  let database: Database;
  let search: Search;
  let project: () => Promise<void>;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const { sources, settle } = deployment.begin(database);
    search = new Search(database, sources);
    project = settle;
    const set = `insert into recommendation_set (id, code, title, issuer, position, source_document, attestation, content_hash)
      values ('01a00000-0000-7000-8000-00000000000a', 'TEST', 'Test', 'Test', 99, '', 'PRIMARY', '')`;
    await database.query(set);
    await database.query(
      `insert into recommendation (id, set_id, code, position, version)
       select gen_random_uuid(), '01a00000-0000-7000-8000-00000000000a', 'TEST-' || n, n, 1 from generate_series(1, 3) as n`,
    );
    await database.query(
      `insert into theme (id, code, definition, position, synonyms, content_hash, broader_id) values
       ('01a00000-0000-7000-8000-0000000000b1', 'TEST-ANIMALS', '', 98, '{}', '', null),
       ('01a00000-0000-7000-8000-0000000000b2', 'TEST-BIRDS', '', 99, '{}', '', '01a00000-0000-7000-8000-0000000000b1')`,
    );
    await database.query(
      `insert into theme_label values ('01a00000-0000-7000-8000-0000000000b2', 'en', 'Birds'), ('01a00000-0000-7000-8000-0000000000b2', 'de', 'Vögel')`,
    );
  });
  afterEach(() =>
    database.query('truncate contribution, search_dirty, posting, indexed_text, term, word_form cascade'),
  );
  afterAll(async () => {
    await deployment.end();
    await database?.close();
    await test?.drop();
  });

  const ask = (question: Partial<SearchQuestion>, actor: Actor = ANONYMOUS) =>
    search.execute(actor, { query: '', filter: {}, facets: [], page: { size: 20, backwards: false }, ...question });
  const add = async (...papers: Paper[]) => {
    const ids: string[] = [];
    for (const paper of papers) ids.push((await addPaper(database, paper)).id);
    await project();
    return ids;
  };
  const ids = async (query: string, more: Partial<SearchQuestion> = {}) =>
    (await ask({ query, ...more })).hits.map((hit) => hit.id);
  const counts = async (question: Partial<SearchQuestion>, name: FacetName) => {
    const answer = await ask({ ...question, facets: [name] });
    return Object.fromEntries((answer.facets[0]?.values ?? []).map((value) => [value.value, value.count]));
  };

  it('puts the best first, with a point for its words standing together, and leaves out what is under three tenths of it', async () => {
    const [best, near] = await add(
      { title: 'Shared biometric matching', abstract: 'One service for all.' },
      { title: 'Matching of names', abstract: 'Biometric data is another matter, and so is shared use.' },
      { title: 'Budgets', abstract: `Costs are shared. ${'Money and procurement go on and on here. '.repeat(20)}` },
      ...Array.from({ length: 10 }, (_, n) => ({ title: `Other ${n}`, abstract: 'Nothing of the kind, but shared.' })),
    );
    const answer = await ask({ query: 'shared biometric matching' });
    expect(answer.hits.map((hit) => hit.id)).toEqual([best, near]);
    // The best text, 1, and every word together in its title, 1; the other has every word in one text, two gaps apart.
    expect(answer.hits[0]?.score).toBe(2);
    expect(answer.total).toBe(2);
  });

  it('names the engines that took part', async () => {
    await add({ title: 'Quokka' });
    expect((await ask({ query: 'quokka' })).engines).toEqual(deployment.engines);
    // Browsing needs the database alone.
    expect((await ask({ query: '' })).engines).toEqual(['POSTGRES']);
  });

  it('adds a share of the next two texts to the best one', async () => {
    const one = 'quokka island story of some length here';
    const [thrice, once] = await add({ title: 'A', body: [one, one, one, one] }, { title: 'B', body: [one] });
    const { hits } = await ask({ query: 'quokka' });
    expect(hits.map((hit) => hit.id)).toEqual([thrice, once]);
    expect(hits[1]?.score).toBeCloseTo(1 / 1.2, 6);
  });

  it('names the passage that was found, with its words marked and all else escaped', async () => {
    const { id, passageIds } = await addPaper(database, {
      title: '<script>alert(1)</script> & "Überwachung"',
      abstract: 'Nothing.',
      body: ['First <b>text</b>.', 'Die Überwachung der <i>Grenzen</i>'],
      language: 'de',
    });
    await project();
    const [hit] = (await ask({ query: 'überwachungen' })).hits;
    expect(hit).toMatchObject({
      id,
      highlights: [
        { field: 'title', html: '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;<mark>Überwachung</mark>&quot;' },
        { field: 'body', html: 'Die <mark>Überwachung</mark> der &lt;i&gt;Grenzen&lt;/i&gt;' },
      ],
      passages: [{ passageId: passageIds[1], html: 'Die <mark>Überwachung</mark> der &lt;i&gt;Grenzen&lt;/i&gt;' }],
    });
  });

  it('takes phrases and exclusions strictly, in any text of a paper', async () => {
    const [together, apart, excluded] = await add(
      { title: 'One', body: ['a European search portal'] },
      { title: 'Two', body: ['a portal for European search'] },
      { title: 'Three', abstract: 'European search portal', body: ['no quokka'] },
    );
    expect((await ids('"search portal"')).sort()).toEqual([together, excluded].sort());
    expect((await ids('search portal -quokka')).sort()).toEqual([together, apart].sort());
    expect(await ids('portal -"search portal"')).toEqual([apart]);
    expect((await ids('-quokka')).sort()).toEqual([together, apart].sort());
    expect(await ids('"portal search"')).toEqual([]);
    expect(await ids('"unheard of"')).toEqual([]);
  });

  it('finds what is named by its reference first, and of others’ papers says what it says of none', async () => {
    const [named, other, secret] = await add(
      { title: 'Apples' },
      { title: 'Pears', abstract: 'pears and more pears' },
      { title: 'Plums', audience: 'CONFIDENTIAL' },
    );
    const rows = await database.query<{ id: string; reference: string }>('select id, reference from contribution');
    const referenceOf = (id: string | undefined) => rows.find((row) => row.id === id)?.reference ?? '';
    const reference = referenceOf(named);
    expect(await ids(reference)).toEqual([named]);
    expect((await ask({ query: reference.toLowerCase() })).notes).toEqual([]);
    expect(await ids(`pears ${reference}`)).toEqual([named, other]);
    expect(await ids(`pears -${reference}`)).toEqual([other]);
    for (const quoted of [`"${reference}"`, `“${reference}”`, `« ${reference} »`, `„${reference}“`])
      expect(await ids(quoted)).toEqual([named]);
    expect(await ids(`pears -"${reference}"`)).toEqual([other]);
    expect(await ids(reference, { filter: { kinds: ['TECHNOLOGY_NOTE'] } })).toEqual([]);
    const answerTo = async (query: string) => {
      const { total, notes, facets } = await ask({ query, facets: ['KIND'] });
      return JSON.stringify([total, notes, facets]).replaceAll(query.slice(-5), 'N');
    };
    expect(await answerTo(referenceOf(secret))).toBe(await answerTo('RT-2017-55555'));
  });

  it('says which words it knows nothing of', async () => {
    await add({ title: 'Portal' });
    const answer = await ask({ query: 'portal zzyzx' });
    expect(answer.hits).toHaveLength(1);
    expect(answer.notes).toEqual([{ kind: SearchNoteKind.WORD_UNKNOWN, message: expect.stringContaining('“zzyzx”') }]);
  });

  it('treats whatever is typed as words', async () => {
    await add({ title: `Robert'); drop table term; --` });
    for (const query of [`'); drop table term; --`, '%_\\', `"`, '-', 'a:* & !b | <->', '\u{1f600}', `$1 $2 \\' ''`])
      await ask({ query });
    expect(await ids('robert drop')).toHaveLength(1);
  });

  describe('rights', () => {
    const everyFacet = Object.values(FacetName);

    it.each<[string, Paper]>([
      ['confidential', { audience: 'CONFIDENTIAL' }],
      ['for the agency', { audience: 'AGENCY' }],
      ['under embargo', { embargoUntil: new Date('2999-01-01') }],
      ['a draft', { status: 'DRAFT' }],
      ['submitted', { status: 'SUBMITTED' }],
    ])('hide what is %s from hits, totals, facets, notes and scores', async (_, secret) => {
      const shown = { title: 'Public quokka', abstract: 'Portal and more.', publishedAt: new Date('2018-01-01') };
      await add(shown);
      const question = { query: 'quokka portal', facets: everyFacet };
      const { freshAsOf: _before, ...without } = await ask(question);
      const submitterId = await addAccount(database);
      await add({
        ...secret,
        title: 'Quokka portal quokka portal zzyzx',
        themes: ['TEST-BIRDS'],
        kind: 'TECHNOLOGY_NOTE',
        language: 'fr',
        submitterId,
      });
      const { freshAsOf: _after, ...withSecret } = await ask(question);
      expect(withSecret).toEqual(without);
      const browsed = await ask({ facets: everyFacet });
      expect([browsed.total, browsed.facets.find((facet) => facet.name === 'THEME')?.values]).toEqual([1, []]);
      expect((await ask({ query: 'zzyzx' })).notes).toHaveLength(1);
      // Its own submitter finds it, so it is there to be hidden.
      expect(
        (await ask({ query: 'zzyzx' }, { accountId: submitterId, roles: new Set([Role.EXPERT]), organisationId: null }))
          .total,
      ).toBe(1);
    });

    it('hold at once, though the projection is behind', async () => {
      const [id] = await add({ title: 'Quokka' });
      await database.query(`update contribution set audience = 'CONFIDENTIAL' where id = $1`, [id]);
      expect(await ask({ query: 'quokka', facets: everyFacet })).toMatchObject({ total: 0, hits: [] });
      expect((await ask({ query: 'quokka' }, SYSTEM)).total).toBe(1);
    });
  });

  describe('facets', () => {
    it('widen within, narrow each other, and do not hide their own other values', async () => {
      await add(
        { title: 'a', kind: 'POSITION_PAPER', language: 'en' },
        { title: 'b', kind: 'POSITION_PAPER', language: 'de' },
        { title: 'c', kind: 'TECHNOLOGY_NOTE', language: 'en' },
        { title: 'd', kind: 'IMPLEMENTATION_OPTION', language: 'fr' },
      );
      const filter = { kinds: ['POSITION_PAPER'], languages: ['en', 'fr'] };
      expect((await ask({ filter })).total).toBe(1);
      expect(await counts({ filter }, 'KIND')).toEqual({
        POSITION_PAPER: 1,
        TECHNOLOGY_NOTE: 1,
        IMPLEMENTATION_OPTION: 1,
      });
      // A chosen value without hits is still there, to be taken back.
      expect(await counts({ filter }, 'LANGUAGE')).toEqual({ en: 1, de: 1, fr: 0 });
      expect((await ask({ filter: { kinds: ['POSITION_PAPER', 'TECHNOLOGY_NOTE'] } })).total).toBe(3);
    });

    it('count broader themes, with labels in the language asked for; codes in any case', async () => {
      await add({ title: 'a', themes: ['TEST-BIRDS'] }, { title: 'b', themes: ['TEST-ANIMALS'] });
      expect(await counts({}, 'THEME')).toEqual({ 'TEST-ANIMALS': 2, 'TEST-BIRDS': 1 });
      const answer = await ask({ filter: { themes: ['test-birds'] }, facets: ['THEME'], language: 'de' });
      expect(answer.total).toBe(1);
      expect(answer.facets[0]?.values.find((value) => value.value === 'TEST-BIRDS')).toEqual({
        value: 'TEST-BIRDS',
        label: 'Vögel',
        count: 1,
        selected: true,
      });
    });

    it('mean one link when a recommendation and a stance are chosen; unconfirmed links count nowhere', async () => {
      await add(
        {
          title: 'a',
          links: [
            { recommendation: 'TEST-1', stance: 'SUPPORTS' },
            { recommendation: 'TEST-2', stance: 'OPPOSES' },
          ],
        },
        { title: 'b', links: [{ recommendation: 'TEST-1', stance: 'OPPOSES' }] },
        { title: 'c', links: [{ recommendation: 'TEST-1', stance: 'OPPOSES', state: 'PROPOSED' }] },
      );
      const filter = { recommendations: ['test-1'], stances: ['OPPOSES'] };
      expect((await ask({ filter })).total).toBe(1);
      expect(await counts({ filter }, 'STANCE')).toEqual({ SUPPORTS: 1, OPPOSES: 1 });
      expect(await counts({ filter }, 'RECOMMENDATION')).toEqual({ 'TEST-1': 1, 'TEST-2': 1 });
      expect(await counts({}, 'RECOMMENDATION')).toEqual({ 'TEST-1': 2, 'TEST-2': 1 });
    });

    it('name organisations by global id, and cut at a hundred values with a note', async () => {
      const organisations = await Promise.all(
        Array.from({ length: 101 }, (_, n) => addOrganisation(database, `Org ${n} ${test.url}`)),
      );
      await add({ title: 'a', organisations }, { title: 'b', organisations: organisations.slice(0, 1) });
      const answer = await ask({ facets: ['ORGANISATION'] });
      expect(answer.facets[0]?.values).toHaveLength(100);
      expect(answer.facets[0]?.values[0]).toMatchObject({
        value: globalId('Organisation', organisations[0] as string),
        count: 2,
      });
      expect(answer.notes.map((note) => note.kind)).toEqual([SearchNoteKind.FACET_CUT]);
      expect(
        (await ask({ filter: { organisations: [globalId('Organisation', organisations[0] as string)] } })).total,
      ).toBe(2);
    });

    it('refuse what there is not, by name and path', async () => {
      const refusal = await ask({ filter: { themes: ['TEST-BIRDS', 'nope'], organisations: ['x'] } }).catch(
        (error: Refusal) => error,
      );
      expect((refusal as Refusal).faults).toEqual([
        {
          code: ErrorCode.INVALID,
          message: 'There is no theme with the code “nope”.',
          path: ['filter', 'themes', '1'],
        },
        {
          code: ErrorCode.INVALID,
          message: 'There is no organisation with the id “x”.',
          path: ['filter', 'organisations', '0'],
        },
      ]);
    });
  });

  it('narrows by day of publication, in UTC, both ends included', async () => {
    const [early] = await add(
      { title: 'a', publishedAt: new Date('2017-06-08T23:59:59Z') },
      { title: 'b', publishedAt: new Date('2017-06-09T00:00:00Z') },
    );
    expect(await ids('', { filter: { publishedFrom: '2017-06-08', publishedTo: '2017-06-08' } })).toEqual([early]);
    expect(await counts({}, 'YEAR')).toEqual({ 2017: 2 });
  });

  it('sorts, and browses newest first', async () => {
    const [a, b, c] = await add(
      { title: 'Éclair', publishedAt: new Date('2017-01-01') },
      { title: 'apple', publishedAt: new Date('2019-01-01') },
      { title: 'Zebra', publishedAt: new Date('2018-01-01') },
    );
    expect(await ids('')).toEqual([b, c, a]);
    expect(await ids('', { order: SearchOrder.OLDEST })).toEqual([a, c, b]);
    expect(await ids('', { order: SearchOrder.TITLE })).toEqual([b, a, c]);
  });

  it.each(Object.values(SearchOrder))(
    'pages by %s without repeating or passing over anything, while papers come',
    async (order) => {
      const paper = (n: number): Paper => ({
        title: `Quokka paper ${n % 7}`,
        abstract: `island ${'story '.repeat(n % 5)}`,
        publishedAt: new Date(Date.UTC(2017, 0, 1 + (n % 9))),
      });
      const old = new Set(await add(...Array.from({ length: 25 }, (_, n) => paper(n))));
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const answer = await ask({ query: 'quokka island', order, page: { size: 7, backwards: false, after } });
        seen.push(...answer.hits.map((hit) => hit.id));
        if (!answer.hasMore) break;
        after = answer.hits.at(-1)?.cursor;
        await add(paper(seen.length), { title: 'Quokka quokka island island', publishedAt: new Date('2030-01-01') });
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => old.has(id))).toHaveLength(old.size);
    },
  );

  it('refuses a cursor of another query', async () => {
    await add({ title: 'Quokka a' }, { title: 'Quokka b' });
    const [hit] = (await ask({ query: 'quokka', page: { size: 1, backwards: false } })).hits;
    const other = ask({ query: 'quokka paper', page: { size: 1, backwards: false, after: hit?.cursor } });
    await expect(other).rejects.toThrow('after must be a cursor');
  });

  it('says since when it is behind, long texts included', async () => {
    await add({ title: 'Quokka' });
    const before = Date.now();
    expect((await ask({})).freshAsOf.getTime()).toBeGreaterThan(before - 1_000);
    await addPaper(database, { title: 'Late' });
    const dirtyAt = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await ask({})).freshAsOf.getTime()).toBeLessThanOrEqual(dirtyAt);
    expect((await ask({})).notes).toEqual([]);
    await database.query(`update search_dirty set first_dirty_at = now() - interval '6 s'`);
    const behind = await ask({});
    expect(behind.notes).toEqual([
      {
        kind: 'INDEX_BEHIND',
        message: `The index is catching up: what was changed after ${behind.freshAsOf.toISOString()} may not be found yet.`,
      },
    ]);
  });
});
