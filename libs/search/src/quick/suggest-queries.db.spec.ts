import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { type Actor, ANONYMOUS, Role } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { Search } from '../query/search.js';
import { addOrganisation, addPaper, type Paper } from '../spec/fixtures.js';
import { SuggestQueries } from './suggest-queries.js';

const ANALYST: Actor = {
  ...ANONYMOUS,
  accountId: '01a00000-0000-7000-8000-0000000000a1',
  roles: new Set([Role.ANALYST]),
};

describe('suggestQueries', () => {
  let test: TestDatabase;
  let database: Database;
  let suggestions: SuggestQueries;
  let search: Search;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    suggestions = new SuggestQueries(database);
    search = new Search(database, []);
    await database.query('truncate name_word');
  });
  afterEach(() =>
    database.query(
      'truncate contribution, search_dirty, posting, indexed_text, term, word_form, name_word restart identity cascade',
    ),
  );
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const suggest = (prefix: string, actor: Actor = ANONYMOUS, most = 8) => suggestions.execute(actor, prefix, most);
  const project = async () => {
    const worker = new ProjectDirty(database);
    while ((await worker.runOnce()) > 0);
  };
  const add = async (...papers: (string | Paper)[]) => {
    const added = [];
    for (const paper of papers)
      added.push(await addPaper(database, typeof paper === 'string' ? { title: paper } : paper));
    await project();
    return added;
  };

  it('completes a word from the first letter on: commonest first, then the shortest', async () => {
    await add('Matching', 'Matching of faces', 'Mandates', 'Mandatory masks', 'Faces matching');
    for (const prefix of ['m', 'ma']) {
      expect(await suggest(prefix)).toEqual(['matching', 'masks', 'mandates', 'mandatory']);
    }
    expect(await suggest('mat')).toEqual(['matching']);
  });

  it('completes the last of several words by what stands beside the others, and those too', async () => {
    await add('European search portal', 'European police', 'Search of premises');
    expect(await suggest('european p')).toEqual(['european police', 'european portal']);
    expect(await suggest('Europ p')).toEqual(['european police', 'european portal']);
    expect(await suggest('search european po')).toEqual(['search european portal']);
  });

  it('proposes words that often stand together', async () => {
    await add('Biometric matching', 'Biometric matching of faces', 'Biometric data');
    expect(await suggest('bio')).toEqual(['biometric', 'biometric matching']);
  });

  it('completes a word for itself when nothing has all of them', async () => {
    await add('Border guards', 'Management of data');
    expect(await suggest('border man')).toEqual(['border management']);
    expect(await suggest('neverwritten man')).toEqual([]);
  });

  it('keeps the capitals of abbreviations, and leaves out codes', async () => {
    await add('ETIAS and eIDAS', 'Etymology');
    expect(await suggest('et')).toEqual(['ETIAS', 'etymology']);
    expect(await suggest('eid')).toEqual(['eIDAS']);
    expect(await suggest('RT-2017-9')).toEqual([]);
  });

  it('proposes names of other things whole when readable texts have their words, and without what a query would take for its own', async () => {
    await add({ title: 'Paper', abstract: 'The quokka house of Perth speaks of a shared quokka register.' });
    await addOrganisation(database, 'Quokka “house” -Perth');
    await addOrganisation(database, 'Quokka unheard');
    expect(await suggest('quok')).toEqual(['quokka', 'Quokka house Perth']);
  });

  it('finds something with each, once each, at most as many as asked for', async () => {
    await add(
      'Interoperability of information systems, internally and internationally',
      'Interim report on international instruments',
      'Integrated intelligence: intents and interests',
      { title: 'Intangible interplay', language: 'de' },
      { title: 'Intérêts intégrés', language: 'fr' },
    );
    await addOrganisation(database, 'International institute of interoperability (invented)');
    for (const prefix of ['i', 'in', 'int', 'inte', 'international i', 'interests i']) {
      const found = await suggest(prefix, ANONYMOUS, 20);
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map((text) => text.toLowerCase())).size).toBe(found.length);
      for (const query of found) {
        const answer = await search.execute(ANONYMOUS, {
          query,
          filter: {},
          facets: [],
          page: { size: 1, backwards: false },
        });
        expect([query, answer.total > 0, answer.correctedQuery]).toEqual([query, true, undefined]);
      }
      expect(await suggest(prefix, ANONYMOUS, 1)).toEqual(found.slice(0, 1));
    }
  });

  describe('never says a word that stands only in what the actor may not read', () => {
    const secret: Paper = { title: 'Axolotl', abstract: 'An axolotl habitat.', audience: 'CONFIDENTIAL' };

    it.each<[string, Paper]>([
      ['a draft', { status: 'DRAFT', audience: 'PUBLIC' }],
      ['an embargo', { embargoUntil: new Date('2999-01-01'), audience: 'PUBLIC' }],
      ['an audience', { audience: 'CONFIDENTIAL' }],
      ['one in review', { status: 'IN_REVIEW', audience: 'PUBLIC', publishedAt: null }],
    ])('%s', async (_, rights) => {
      await add({ ...secret, ...rights }, 'Axes');
      for (const prefix of ['a', 'ax', 'axo', 'axolotl', 'axes a', 'axes axo']) {
        expect((await suggest(prefix)).join(' ')).not.toContain('olotl');
      }
      expect(await suggest('ax')).toEqual(['axes']);
    });

    it('in the name of something that all may read, either', async () => {
      await add(secret, 'Axes');
      await addOrganisation(database, 'Axolotl');
      expect(await suggest('ax')).toEqual(['axes']);
    });

    it('but does to those who may read it', async () => {
      await add({ ...secret, audience: 'AGENCY' }, 'Axes');
      expect(await suggest('ax', ANALYST)).toEqual(['axes', 'axolotl']);
    });

    it('with an index that is behind: rights, titles and words are those of now', async () => {
      const [hidden, renamed] = await add('Axolotl', 'Axiom', 'Axes');
      // Nothing is projected from here on.
      await database.query(`update contribution set audience = 'CONFIDENTIAL' where id = $1`, [hidden?.id]);
      expect(await suggest('ax')).toEqual(['axes', 'axiom']);
      await database.query('alter table revision disable trigger name_follows_update');
      await database.query(`update revision set title = 'Axon' where id = $1`, [renamed?.revisionId]);
      await database.query('alter table revision enable trigger name_follows_update');
      expect(await suggest('ax')).toEqual(['axes']);
    });
  });

  it.each(['', ' ', '"', '-', '%', "' or 1 = 1 --", '\u0000', '\ud800', 'x'.repeat(5_000), 'm '.repeat(2_500)])(
    '%j: a clean answer',
    async (prefix) => {
      await add('Matching');
      expect(await suggest(prefix)).toEqual([]);
    },
  );

  it('takes the same statements whatever is found', async () => {
    const count = async (prefix: string) => {
      const before = database.statements.count;
      await suggest(prefix);
      return database.statements.count - before;
    };
    await add('Matching');
    const one = await count('mat');
    await add(...Array.from({ length: 20 }, (_, index) => `Matching matters ${index}`));
    expect([one, await count('mat'), await count('m')]).toEqual([2, 2, 2]);
  });
});
