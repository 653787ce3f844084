import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { type Actor, ANONYMOUS, Role } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { addAccount, addOrganisation, addPaper } from '../spec/fixtures.js';
import { QuickSearch } from './quick-search.js';

const FAR = new Date('2999-01-01');

describe('quickSearch', () => {
  let test: TestDatabase;
  let database: Database;
  let quick: QuickSearch;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    quick = new QuickSearch(database);
    // Names of this test's own: those of the reference data would stand among them.
    await database.query('truncate name_word');
  });
  afterEach(() => database.query('truncate contribution, search_dirty, name_word cascade'));
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const labels = async (text: string, most = 8, actor: Actor = ANONYMOUS) =>
    (await quick.execute(actor, text, most)).map((hit) => hit.label);
  const titles = async (...given: string[]) => {
    for (const title of given) await addPaper(database, { title });
  };
  const addTheme = async (code: string, names: Record<string, string>, synonyms: string[] = []) => {
    await database.query(
      `with made as (insert into theme (id, code, definition, position, synonyms, content_hash)
         values (gen_random_uuid(), $1, '', 99, $2, '') returning id)
       insert into theme_label select id, key, value from made, jsonb_each_text($3)`,
      [code, synonyms, JSON.stringify(names)],
    );
    const [row] = await database.query<{ id: string }>('select id from theme where code = $1', [code]);
    return row?.id ?? '';
  };

  describe('the order', () => {
    it('names that begin so, then with the words together, then apart; the shorter first', async () => {
      await titles(
        'Matching of biometric templates',
        'Biometric matching of templates, at length',
        'Biometric matching of templates',
        'On biometric matching',
        'Biometric and other matching',
      );
      expect(await labels('biometric mat')).toEqual([
        'Biometric matching of templates',
        'Biometric matching of templates, at length',
        'On biometric matching',
        'Biometric and other matching',
        'Matching of biometric templates',
      ]);
    });

    it.each([1, 2, 3, 5])(
      'of one word of %d letters: names that begin with it, then those that have it',
      async (letters) => {
        await titles('A portal', 'Portals of Europe', 'Portal', 'The ports', 'Portal portal');
        expect(await labels('ports'.slice(0, letters))).toEqual(
          letters < 5 ? ['Portal', 'Portal portal', 'Portals of Europe', 'A portal', 'The ports'] : ['The ports'],
        );
      },
    );

    it('gives every kind a place, and a better name before a worse one of another kind', async () => {
      await titles('Zebra one', 'Zebra two', 'Zebra three', 'Zebra four', 'Zebra five');
      await addOrganisation(database, 'Zebra house (invented)');
      await addTheme('ZZZ', { en: 'About zebras' });
      expect(await labels('zeb', 5)).toEqual([
        'Zebra one',
        'Zebra house (invented)',
        'Zebra two',
        'Zebra four',
        'About zebras',
      ]);
    });

    it('shows no more than asked for, and each thing once', async () => {
      await titles('Port of ports', 'Porto', 'Portal');
      await addTheme('PORT-X', { en: 'Ports', de: 'Porthäfen' }, ['Port', 'portal', 'a port']);
      for (const text of ['p', 'po', 'por', 'port']) {
        const hits = await quick.execute(ANONYMOUS, text, 20);
        expect(hits.map((hit) => hit.id)).toEqual([...new Set(hits.map((hit) => hit.id))]);
        expect(hits).toHaveLength(4);
      }
      expect(await quick.execute(ANONYMOUS, 'p', 2)).toHaveLength(2);
    });
  });

  describe('the words', () => {
    it.each(['systeme fra', 'SYSTÈME', 'système franc', 'Syste\u0300mes', 'francais systemes', 'sys\u00adtèmes'])(
      'are compared without accents and case, in any order: %j',
      async (text) => {
        await titles('Systèmes français');
        expect(await labels(text)).toEqual(['Systèmes français']);
      },
    );

    it('of any script, and letters that have no plain one', async () => {
      await titles('Διαλειτουργικότητα', 'Съвместимост', 'Łódź Straße');
      expect(await labels('διαλειτουργικοτ')).toEqual(['Διαλειτουργικότητα']);
      expect(await labels('съвм')).toEqual(['Съвместимост']);
      expect(await labels('lodz strasse')).toEqual(['Łódź Straße']);
    });

    it('must all occur', async () => {
      await titles('European search portal');
      expect(await labels('european portal sear')).toEqual(['European search portal']);
      expect(await labels('european portal border')).toEqual([]);
      expect(await labels('tal')).toEqual([]);
    });

    it('are marked in the escaped label', async () => {
      await titles('<b>Éclair & "matching"</b>');
      const [hit] = await quick.execute(ANONYMOUS, 'ecl match', 8);
      expect(hit?.html).toBe('&lt;b&gt;<mark>Éclair</mark> &amp; &quot;<mark>matching</mark>&quot;&lt;/b&gt;');
    });

    it.each([
      ['bimetric', 'a letter missing'],
      ['boimetric mat', 'two swapped'],
      ['matching biomettric', 'one too many'],
      ['biomatric', 'a wrong one'],
      ['mathcing', 'of the second word'],
    ])('%j: forgiven, %s', async (text) => {
      await titles('Biometric matching', 'Something else');
      const [hit, ...others] = await quick.execute(ANONYMOUS, text, 8);
      expect([hit?.label, others]).toEqual(['Biometric matching', []]);
      expect(hit?.html).toContain('<mark>');
    });

    it('are taken as they are when something is called so, when short, and when a code', async () => {
      await titles('Mortal', 'Portal', 'Big', 'Model 2017a');
      expect(await labels('mortal')).toEqual(['Mortal']);
      for (const text of ['bgi', '2071a', 'prtla']) expect([text, await labels(text)]).toEqual([text, []]);
    });
  });

  describe('names', () => {
    it('of contributions: title and reference', async () => {
      const { id } = await addPaper(database, { title: 'Kestrel' });
      const [row] = await database.query<{ reference: string }>('select reference from contribution where id = $1', [
        id,
      ]);
      const reference = row?.reference ?? '';
      for (const text of [reference, reference.toLowerCase(), reference.slice(0, -2), 'kest']) {
        expect((await quick.execute(ANONYMOUS, text, 8)).map((hit) => hit.id)).toEqual([id]);
      }
      expect(await labels(reference)).toEqual([`${reference} Kestrel`]);
    });

    it('of themes: labels in all languages, synonyms, code; the one found is shown', async () => {
      await addTheme('QQQ-ESP', { en: 'Quick search portal', de: 'Schnelles Suchportal' }, ['qsp', 'message quagga']);
      expect(await labels('suchp')).toEqual(['Schnelles Suchportal']);
      expect(await labels('quagga')).toEqual(['message quagga']);
      expect(await labels('qqq-e')).toEqual(['QQQ-ESP Quick search portal']);
      expect(await labels('QSP')).toEqual(['qsp']);
    });

    it('of the reference data: recommendations, systems, organisations and events', async () => {
      for (const table of ['recommendation', 'information_system', 'event']) {
        const kind = table === 'information_system' ? 'SYSTEM' : table.toUpperCase();
        await database.query(`select name_words_refill($1, array(select id from ${table}))`, [kind]);
      }
      const kinds = async (text: string) => [
        ...new Set((await quick.execute(ANONYMOUS, text, 8)).map((hit) => hit.kind)),
      ];
      expect(await labels('hleg-bms-01')).toEqual(['HLEG-BMS-01 One matching service for several systems']);
      expect(await kinds('several systems')).toContain('RECOMMENDATION');
      expect(await kinds('eurodac')).toContain('SYSTEM');
      expect(await kinds('rt-2017-06')).toContain('EVENT');
    });

    it('follow every change of the tables, and a change undone is none', async () => {
      const theme = await addTheme('FOLLOW', { en: 'Aardvark' });
      const organisation = await addOrganisation(database, 'Aardvark works (invented)');
      const paper = await addPaper(database, { title: 'Aardvark paper', status: 'DRAFT', submitterId: null });
      const analyst: Actor = { ...ANONYMOUS, accountId: await addAccount(database), roles: new Set([Role.ANALYST]) };
      const aardvarks = () => labels('aardvark', 8, analyst);
      expect(await aardvarks()).toHaveLength(3);
      await expect(
        database.dataSource.transaction(async (manager) => {
          await manager.query(`update theme_label set label = 'Bongo' where theme_id = $1`, [theme]);
          throw new Error('undone');
        }),
      ).rejects.toThrow('undone');
      expect(await aardvarks()).toHaveLength(3);
      await database.query(`update theme_label set label = 'Bongo' where theme_id = $1`, [theme]);
      await database.query(`update organisation set name = 'Bongo works' where id = $1`, [organisation]);
      await database.query(`update revision set title = 'Bongo paper' where id = $1`, [paper.revisionId]);
      expect(await aardvarks()).toEqual([]);
      expect((await labels('bongo', 8, analyst)).sort()).toEqual(['Bongo', 'Bongo paper', 'Bongo works']);
      await database.query('delete from theme_label where theme_id = $1', [theme]);
      await database.query('delete from theme where id = $1', [theme]);
      expect((await labels('bongo', 8, analyst)).sort()).toEqual(['Bongo paper', 'Bongo works']);
    });

    it('of contributions are those of the current revision', async () => {
      const { id } = await addPaper(database, { title: 'First title' });
      await database.query(
        `insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience)
         values ('01a00000-0000-7000-8000-0000000000d2', $1, 2, 2, 'Second title', '', 'en', 'PUBLIC')`,
        [id],
      );
      expect(await labels('second')).toEqual([]);
      await database.query(
        `update contribution set current_revision_id = '01a00000-0000-7000-8000-0000000000d2' where id = $1`,
        [id],
      );
      expect([await labels('first'), await labels('second')]).toEqual([[], ['Second title']]);
    });
  });

  describe('rights', () => {
    const analyst: Actor = {
      ...ANONYMOUS,
      accountId: '01a00000-0000-7000-8000-0000000000a1',
      roles: new Set([Role.ANALYST]),
    };

    it.each(['o', 'oc', 'oce', 'ocelot', 'ocelot pap', 'ocleot'])(
      '%j shows what the actor may read only',
      async (text) => {
        const submitterId = await addAccount(database);
        await addPaper(database, { title: 'Ocelot paper, public' });
        await addPaper(database, { title: 'Ocelot paper, draft', status: 'DRAFT', submitterId });
        await addPaper(database, { title: 'Ocelot paper, submitted', status: 'SUBMITTED', submitterId });
        await addPaper(database, { title: 'Ocelot paper, agency', audience: 'AGENCY' });
        await addPaper(database, { title: 'Ocelot paper, secret', audience: 'CONFIDENTIAL' });
        await addPaper(database, { title: 'Ocelot paper, embargoed', embargoUntil: FAR });
        const seen = async (actor: Actor) =>
          (await labels(text, 20, actor)).map((label) => label.split(', ')[1]).sort();
        expect(await seen(ANONYMOUS)).toEqual(['public']);
        expect(await seen(analyst)).toEqual(['agency', 'public', 'submitted']);
        expect(await seen({ ...ANONYMOUS, accountId: submitterId, roles: new Set([Role.EXPERT]) })).toEqual([
          'draft',
          'public',
          'submitted',
        ]);
      },
    );

    it('what one may not read takes nobody’s place, however much of it there is', async () => {
      for (let index = 0; index < 30; index++)
        await addPaper(database, { title: `Okapi ${index}`, audience: 'CONFIDENTIAL' });
      await titles('Okapi that anybody may read about');
      for (const text of ['o', 'ok', 'oka', 'okapi']) {
        expect(await labels(text, 1)).toEqual(['Okapi that anybody may read about']);
      }
    });

    it('a slip is forgiven though what is spelt so is not theirs, as if that were not there', async () => {
      await titles('Portal');
      await addPaper(database, { title: 'Poratl', audience: 'CONFIDENTIAL' });
      expect(await labels('poratl')).toEqual(['Portal']);
    });

    it('a withdrawn one is shown by its title where it was published, and to nobody else where not', async () => {
      const withdraw = (id: string) =>
        database.query(
          `update contribution set status = 'WITHDRAWN', withdrawn_at = now(), withdrawal_reason = 'x' where id = $1`,
          [id],
        );
      await withdraw((await addPaper(database, { title: 'Wombat seen' })).id);
      await withdraw((await addPaper(database, { title: 'Wombat unseen', status: 'SUBMITTED', publishedAt: null })).id);
      expect(await labels('wombat')).toEqual(['Wombat seen']);
      expect((await labels('wombat', 8, analyst)).sort()).toEqual(['Wombat seen', 'Wombat unseen']);
    });

    it('an index that is behind hides, and never tells what a name once was', async () => {
      const { id, revisionId } = await addPaper(database, { title: 'Narwhal secret' });
      await database.query('alter table revision disable trigger name_follows_update');
      await database.query(`update revision set title = 'Narwhal' where id = $1`, [revisionId]);
      await database.query('alter table revision enable trigger name_follows_update');
      for (const text of ['secret', 'sec', 'narwhal secr']) expect([text, await labels(text)]).toEqual([text, []]);
      await database.query(`update contribution set audience = 'CONFIDENTIAL' where id = $1`, [id]);
      expect(await labels('narwhal')).toEqual([]);
    });
  });

  it.each([
    '',
    '   ',
    '-',
    '%',
    '_',
    "'; drop table name_word; --",
    '\\',
    '\u0000\u0001\ud800',
    'a\u0000b',
    '"<>&*()[]{}',
    'x'.repeat(5_000),
    'x '.repeat(2_500),
    '\u0301',
    '½',
    '😀',
    String.fromCodePoint(0x10ffff),
  ])('%j: a clean answer', async (text) => {
    await titles('Something');
    expect(await labels(text)).toEqual([]);
  });

  it('takes the same statements whatever is found', async () => {
    const count = async (text: string) => {
      const before = database.statements.count;
      await quick.execute(ANONYMOUS, text, 8);
      return database.statements.count - before;
    };
    await titles('Portal');
    const one = await count('portal');
    await titles(...Array.from({ length: 30 }, (_, index) => `Portal ${index}`));
    expect([one, await count('portal'), await count('p'), await count('prtal')]).toEqual([1, 1, 1, 2]);
    expect(await count('')).toBe(0);
  });
});
