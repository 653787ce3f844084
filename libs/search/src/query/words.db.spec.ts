import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface } from 'typeorm';
import { areas } from '#apps/tables';
import { type Actor, ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { retrievalArea } from '#libs/retrieval';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { StemmedHere1764000004053 } from '../migrations/1764000004053-stemmed-here.js';
import { onEachDeployment } from '../spec/deployments.js';
import { addAccount, addPaper, type Paper } from '../spec/fixtures.js';
import { SearchNoteKind } from './notes.js';
import { Search } from './search.js';

onEachDeployment('words of a query', (deployment) => {
  let test: TestDatabase;
  let database: Database;
  let search: Search;
  let project: () => Promise<void>;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    await database.query(
      `insert into theme (id, code, definition, position, synonyms, content_hash) values
       ('01a00000-0000-7000-8000-0000000000c1', 'TEST-ESP', '', 98, '{ESP,SSI,single-search interface,message router}', ''),
       ('01a00000-0000-7000-8000-0000000000c2', 'TEST-DLT', '', 99, '{SSI (self-sovereign identity)}', '')`,
    );
    await database.query(
      `insert into theme_label values
       ('01a00000-0000-7000-8000-0000000000c1', 'en', 'European search portal'),
       ('01a00000-0000-7000-8000-0000000000c1', 'de', 'Europäisches Suchportal'),
       ('01a00000-0000-7000-8000-0000000000c2', 'en', 'Distributed ledgers')`,
    );
    const { sources, settle } = deployment.begin(database);
    search = new Search(database, sources);
    project = settle;
  });
  afterEach(() =>
    database.query('truncate contribution, search_dirty, posting, indexed_text, term, word_form cascade'),
  );
  afterAll(async () => {
    await deployment.end();
    await database?.close();
    await test?.drop();
  });

  const ask = (query: string, actor: Actor = ANONYMOUS, language?: string) =>
    search.execute(actor, { query, filter: {}, facets: [], language, page: { size: 20, backwards: false } });
  const ids = async (query: string, actor?: Actor) => (await ask(query, actor)).hits.map((hit) => hit.id);
  const notes = async (query: string, kind: SearchNoteKind) =>
    (await ask(query)).notes.filter((note) => note.kind === kind).map((note) => note.message);
  const add = async (...papers: Paper[]) => {
    const added: string[] = [];
    for (const paper of papers) added.push((await addPaper(database, paper)).id);
    await project();
    return added;
  };

  describe('being typed', () => {
    it('are completed, after the word itself; also beyond its stem', async () => {
      const [whole, longer] = await add(
        { title: 'Port authorities' },
        { title: 'A portal' },
        { title: 'Information sharing' },
      );
      expect(await ids('port')).toEqual([whole, longer]);
      expect(await ids('informati')).toHaveLength(1);
      expect((await ask('informati')).hits[0]?.highlights[0]?.html).toBe('<mark>Information</mark> sharing');
    });

    it('are not completed when something follows, in quotes, or from one letter', async () => {
      await add({ title: 'Portal' });
      for (const query of ['por ', '"por"', 'p']) expect([query, await ids(query)]).toEqual([query, []]);
    });

    it('are completed in long queries where nothing has them as they are', async () => {
      const [portal] = await add({ title: 'Portal' });
      expect(await ids('a b c d e por')).toEqual([portal]);
      const [por] = await add({ title: 'Por' });
      expect(await ids('a b c d e por')).toEqual([por]);
      expect((await ids('a b c d por')).sort()).toEqual([portal, por].sort());
    });

    it('are completed without accents, in any script', async () => {
      const [french, greek] = await add(
        { title: 'Systèmes', language: 'fr' },
        { title: 'Διαλειτουργικότητα', language: 'el' },
      );
      expect(await ids('systé')).toEqual([french]);
      expect(await ids('διαλειτουργικο')).toEqual([greek]);
    });
  });

  it.each([
    ['ru', 'Обмен данными между границами', 'граница данные'],
    ['tr', 'Sistemlerin veri kalitesi', 'sistem verileri'],
    ['nb', 'Grensene og registrene', 'grense register'],
    ['zh', '欧盟大型信息系统的互操作性', '信息系统'],
    ['ja', '生体認証システムの相互運用性', '生体認証'],
    ['th', 'การทำงานร่วมกันของระบบข้อมูลขนาดใหญ่', 'ระบบข้อมูล'],
  ])('are those of their language: %s', async (language, title, query) => {
    const [paper] = await add({ title, language }, { title: 'Nothing of it', language });
    expect(await ids(query)).toEqual([paper]);
  });

  it('that somebody wrote find nothing that is a slip away, and nothing more with another engine', async () => {
    const [french, , english] = await add(
      { title: 'Interopérabilité des identités', language: 'fr' },
      { title: 'Interoperability of identities', language: 'en' },
      { title: 'Biometric matching', language: 'en' },
      { title: 'Biometric hatching', language: 'en' },
    );
    for (const [query, found] of [
      ['interoperabilite', french],
      ['identité', french],
      ['matching', english],
    ])
      expect([query, (await ask(query as string)).total, await ids(query as string)]).toEqual([query, 1, [found]]);
  });

  it('count as much without accents, in any script', async () => {
    const [paper] = await add({ title: 'Крайбрежен надзор', language: 'bg' });
    const score = async (query: string) => (await ask(query)).hits.map((hit) => [hit.id, hit.score]);
    expect(await score('Краибрежен надзор')).toEqual(await score('Крайбрежен надзор'));
    expect(await ids('Краибрежен')).toEqual([paper]);
  });

  describe('in a language that PostgreSQL has no stemmer for', () => {
    it.each([
      [
        'cs',
        'Zpráva o interoperabilitě',
        'interoperabilita',
        '<mark>interoperabilitě</mark>',
        'interoperbilita',
        'interoperab',
      ],
      ['pl', 'Ochrona granic zewnętrznych', 'zewnętrzna granica', '<mark>granic</mark>', 'zewnetrnych', 'zewnętrz'],
    ])(
      'are found in other forms, marked, corrected and completed: %s',
      async (language, title, form, marked, slip, begun) => {
        const [paper] = await add({ title, language }, { title: 'Nothing of it', language });
        const [hit] = (await ask(form)).hits;
        expect(hit?.id).toBe(paper);
        expect(hit?.highlights[0]?.html).toContain(marked);
        for (const query of [slip, begun, `"${title.toLowerCase()}"`])
          expect([query, await ids(query)]).toEqual([query, [paper]]);
      },
    );

    it('are brought over by the worker after the migration', async () => {
      const runner = database.dataSource.createQueryRunner();
      const Stemmers = retrievalArea.migrations.find(({ name }) =>
        name.startsWith('OwnStemmers'),
      ) as new () => MigrationInterface;
      await new Stemmers().down(runner);
      const [paper] = await add({ title: 'Zpráva o interoperabilitě', language: 'cs' });
      const languages = () => database.query('select language from indexed_text');
      expect(await languages()).toEqual([{ language: 'simple' }]);
      await new Stemmers().up(runner);
      await new StemmedHere1764000004053().up(runner);
      await project();
      expect(await languages()).toEqual([{ language: 'cs' }]);
      expect(await ids('interoperability')).toEqual([paper]);
      await new StemmedHere1764000004053().down(runner);
      expect(await database.query('select kind from search_dirty order by kind')).toEqual([
        { kind: 'HEAD' },
        { kind: 'TEXT' },
      ]);
      await runner.release();
    });
  });

  describe('misspelt', () => {
    it.each([
      ['bimetric matching', 'biometric matching'],
      ['biommetric matching', 'biometric matching'],
      ['biomatric matching', 'biometric matching'],
      ['boimetric matching', 'biometric matching'],
      ['boimetirc matching', 'biometric matching'],
      ['Matching of “boimetric” things', 'Matching of “biometric” things'],
    ])('%j is corrected to %j, and says so', async (query, correctedQuery) => {
      const [id] = await add({ title: 'Biometric matching of things' }, { title: 'Budget' });
      const answer = await ask(query);
      expect(answer).toMatchObject({ total: 1, hits: [{ id }], correctedQuery });
      expect(answer.notes.map((note) => note.kind)).toEqual([SearchNoteKind.WORD_CORRECTED]);
    });

    it('is shown as it is written in the text, not as its stem', async () => {
      await add({ title: 'Interoperability of identities' });
      expect((await ask('identitise')).correctedQuery).toBe('identities');
    });

    it('and written so by somebody, finds that, and what is likelier meant is proposed', async () => {
      const [odd] = await add(
        { title: 'Biometirc gates' },
        ...Array.from({ length: 10 }, (_, no) => ({ title: `Biometric matching ${no}` })),
      );
      const answer = await ask('biometirc ');
      expect(answer).toMatchObject({ total: 1, hits: [{ id: odd }], correctedQuery: 'biometric ' });
      expect(answer.notes).toEqual([
        {
          kind: SearchNoteKind.WORD_RARE,
          message: 'Few texts that you may read contain “biometirc”, and many “biometric”, which was not looked for.',
        },
      ]);
      expect((await ask('"biometirc gates" ')).correctedQuery).toBeUndefined();
      expect((await ask('gates ')).correctedQuery).toBeUndefined();
    });

    it('is not told from texts that one may not read, nor from those of another language', async () => {
      const submitterId = await addAccount(database);
      await add(
        { title: 'Quokkka' },
        ...Array.from({ length: 10 }, (): Paper => ({ title: 'Quokka', audience: 'CONFIDENTIAL', submitterId })),
        { title: 'L’identité', language: 'fr' },
        ...Array.from({ length: 10 }, () => ({ title: 'Identity' })),
      );
      expect(await ask('quokkka ')).toMatchObject({ total: 1, correctedQuery: undefined, notes: [] });
      expect((await ask('quokkka ', SYSTEM)).correctedQuery).toBe('quokka ');
      expect(await ask('identité ')).toMatchObject({ total: 1, correctedQuery: undefined, notes: [] });
    });

    it('in a phrase is taken as it is, and what may be meant is proposed', async () => {
      await add({ title: 'Biometric matching' });
      const answer = await ask('"boimetric matching"');
      expect(answer).toMatchObject({ total: 0, correctedQuery: '"biometric matching"' });
      expect(answer.notes).toEqual([
        { kind: SearchNoteKind.WORD_UNKNOWN, message: 'Nothing that you may read contains “boimetric”.' },
      ]);
    });

    it('is left alone when it is short, a code, or known', async () => {
      await add({ title: 'The portal RT2017 and a mortal' });
      for (const query of ['pot', 'RT2018'])
        expect(await ask(query)).toMatchObject({ total: 0, correctedQuery: undefined });
      expect(await ask('mortal ')).toMatchObject({ total: 1, correctedQuery: undefined });
    });

    it('is found though it is unfinished too', async () => {
      const [id] = await add({ title: 'Biometric matching' });
      expect(await ids('matching boimet')).toEqual([id]);
    });
  });

  describe('that nobody writes', () => {
    it.each([
      ['en', 'A searchportal opens', 'search portal ', 'searchportal '],
      ['en', 'Interoperability at last', 'inter operability ', 'interoperability '],
      ['en', 'A search for the portal', 'The searchportal, at last', 'The search portal, at last'],
      ['de', 'Abgleich von Fingerabdrücken', 'Fingerabdruckabgleich', 'fingerabdrücken abgleich'],
      ['de', 'Der Austausch einer Information', 'Informationsaustausch ', 'information austausch '],
      ['de', 'Systeme zur Kontrolle', 'kontrollsysteme', 'kontrolle systeme'],
    ])('are found together or apart (%s): %j by %j', async (language, title, query, correctedQuery) => {
      const [id] = await add({ title, language }, { title: 'Budget' });
      const answer = await ask(query);
      expect(answer.hits.map((hit) => hit.id)).toEqual([id]);
      expect(answer.correctedQuery).toBe(correctedQuery);
    });

    it('prefer what holds both parts, and mark them', async () => {
      const [both] = await add(
        { title: 'Search by a portal' },
        { title: 'A portal of many things' },
        { title: 'Many things to search' },
        { title: 'Other' },
      );
      const { hits, notes } = await ask('searchportal ');
      expect([hits.length, hits[0]?.id]).toEqual([3, both]);
      expect(hits[0]?.highlights[0]?.html).toBe('<mark>Search</mark> by a <mark>portal</mark>');
      expect(notes.map((note) => note.message)).toEqual([
        'Nothing that you may read contains “searchportal”; “search portal” was looked for.',
      ]);
    });

    it('are a slip rather than two words, and stay as they are in quotes', async () => {
      const [slip] = await add({ title: 'Searchportals' }, { title: 'Search portal' });
      expect(await ids('searchportalz ')).toEqual([slip]);
      expect(await ask('"searchportable things"')).toMatchObject({ total: 0, correctedQuery: undefined });
    });

    it('are taken apart up to eight of a query; what is beyond is told to be unknown', async () => {
      const parts = ['alpha', 'bravo', 'delta', 'gamma', 'omega', 'sigma', 'theta', 'kappa', 'lambda', 'motel'];
      await add({ title: parts.join(' ') });
      const compounds = parts.slice(1).map((part) => `alpha${part}`);
      const kinds = (await ask(`${compounds.join(' ')} `)).notes.map((note) => note.kind);
      expect(kinds).toEqual([...Array(8).fill(SearchNoteKind.WORD_CORRECTED), SearchNoteKind.WORD_UNKNOWN]);
    });

    it('are paged as they were read on the first page', async () => {
      await add(...Array.from({ length: 5 }, (_, no) => ({ title: `Search portal ${no}` })));
      const page = (after?: string) =>
        search.execute(ANONYMOUS, {
          query: 'searchportal ',
          filter: {},
          facets: [],
          page: { size: 3, backwards: false, after },
        });
      const first = await page();
      const second = await page(first.hits.at(-1)?.cursor);
      expect(new Set([...first.hits, ...second.hits].map((hit) => hit.id)).size).toBe(5);
      // By now somebody writes it: the cursor rests on two words where there is one, and leads on nevertheless.
      await add({ title: 'Searchportal' });
      expect((await page(first.hits.at(-1)?.cursor)).total).toBeGreaterThan(0);
    });
  });

  describe('of the taxonomy', () => {
    it('find its other names: abbreviations, languages', async () => {
      const [short, long, german] = await add(
        { title: 'The ESP at last' },
        { title: 'A European search portal' },
        { title: 'Europäisches Suchportal', language: 'de' },
      );
      for (const query of ['ESP ', 'European search portal ', 'europaisches suchportal '])
        expect([query, (await ids(query)).sort()]).toEqual([query, [short, long, german].sort()]);
      expect((await ids('ESP '))[0]).toBe(short);
      expect(await notes('ESP ', SearchNoteKind.WORD_EXPANDED)).toEqual([
        expect.stringMatching(/^“esp” also finds .*“European search portal”/),
      ]);
    });

    it('take a phrase as a phrase: its words elsewhere are no synonym', async () => {
      await add(
        { title: 'Search the portal for a European' },
        { title: 'Numbats', body: ['A portal, European or not, and a search.'] },
      );
      expect(await ids('ESP ')).toEqual([]);
    });

    it('mean two things: both are found, and neither finds the other’s', async () => {
      const [single, sovereign, bare] = await add(
        { title: 'A single-search interface' },
        { title: 'Self-sovereign identity' },
        { title: 'On SSI' },
      );
      expect((await ids('SSI ')).sort()).toEqual([single, sovereign, bare].sort());
      expect(await ids('self-sovereign identity ')).toEqual([sovereign]);
    });

    it('do not find what merely belongs to a theme', async () => {
      await add({ title: 'A message router' });
      expect(await ids('European search portal ')).toEqual([]);
    });

    it('are not said in notes when nobody writes them', async () => {
      await add({ title: 'The ESP' });
      expect(await notes('ESP ', SearchNoteKind.WORD_EXPANDED)).toEqual([]);
    });
  });

  it('beside a phrase that nobody wrote are looked for without it, and this is said', async () => {
    const [id] = await add({ title: 'A portal for search' });
    expect(await ids('portal "search portals"')).toEqual([id]);
    expect(await notes('portal "search portals"', SearchNoteKind.QUOTES_IGNORED)).toEqual([
      expect.stringContaining('“search portals”'),
    ]);
    expect(await ids('"search portals"')).toEqual([]);
    // Written, but where the other filters leave nothing: strict.
    await add({ title: 'Search portals', language: 'fr' });
    expect(await notes('portal "search portals"', SearchNoteKind.QUOTES_IGNORED)).toEqual([]);
  });

  describe('together', () => {
    it('lift a paper that has them side by side, most in its title', async () => {
      const filler = 'many other things are told here and there in between ';
      const [titled, near, far] = await add(
        { title: 'Shared biometric matching', abstract: filler },
        { title: 'On services', abstract: `Here is shared biometric matching. ${filler}` },
        { title: 'On plans', abstract: `Matching ${filler} shared ${filler} biometric` },
      );
      expect(await ids('shared biometric matching ')).toEqual([titled, near, far]);
    });
  });

  describe('that stand only in what one may not read', () => {
    const secret: Paper = { title: 'Zyzzyva quokka', audience: 'CONFIDENTIAL', body: ['The zyzzyvas of tomorrow'] };

    it('complete, correct and expand nothing', async () => {
      await add({ title: 'Public' });
      const queries = ['zyzzyv', 'zyzyva', 'zyzzyav quokk', 'ESP ', 'zyzzyvaquokka ', 'quok ka '];
      const before = await Promise.all(queries.map((query) => ask(query)));
      const submitterId = await addAccount(database);
      await add({ ...secret, submitterId, abstract: 'A European search portal' });
      const after = await Promise.all(queries.map((query) => ask(query)));
      const bare = (answers: typeof before) => answers.map(({ freshAsOf: _, ...answer }) => answer);
      expect(bare(after)).toEqual(bare(before));
      expect((await ask('zyzyva', SYSTEM)).correctedQuery).toBe('zyzzyva');
    });

    it('do not keep a misspelling from being corrected', async () => {
      const [id] = await add({ title: 'Quokka' }, { title: 'quokkka', audience: 'CONFIDENTIAL' });
      expect(await ask('quokkka ')).toMatchObject({ hits: [{ id }], correctedQuery: 'quokka ' });
    });

    it('hold at once, though the projection is behind', async () => {
      const [id] = await add({ title: 'Zyzzyva' });
      expect((await ask('zyzyva')).correctedQuery).toBe('zyzzyva');
      await database.query(`update contribution set audience = 'CONFIDENTIAL' where id = $1`, [id]);
      expect(await ask('zyzyva')).toMatchObject({ total: 0, correctedQuery: undefined });
      await database.query(`update contribution set audience = 'PUBLIC' where id = $1`, [id]);
      // A reworded title, not projected yet: what is no longer said is not shown.
      await database.query('alter table revision disable trigger user');
      await database.query(`update revision set title = 'Other' where contribution_id = $1`, [id]);
      await database.query('alter table revision enable trigger user');
      expect((await ask('zyzyva')).correctedQuery).toBeUndefined();
    });
  });
});
