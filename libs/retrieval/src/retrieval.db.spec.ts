import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { areas } from '#apps/tables';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { countTerms } from './commands/count-terms.js';
import { removeTexts, replaceTexts } from './commands/index-texts.js';
import { type AnalysedWord, aboutDf, analyseWords } from './queries/analyse-words.js';
import { phraseOwnersSql } from './queries/phrase.js';
import { commonWords, type Statistics, scoreTextsSql } from './queries/score-texts.js';
import type { TextUnit } from './text/unit.js';
import { wordsOf } from './text/words.js';

describe('retrieval', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
  });
  afterEach(() => database.query('truncate posting, indexed_text, term, word_form'));
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const head = (text: string, language = 'en', title?: string): TextUnit => ({
    ownerId: v7(),
    unitId: null,
    field: 'HEAD',
    language,
    title,
    text,
  });
  const index = async (...units: TextUnit[]) => {
    const owners = units.map((unit) => unit.ownerId);
    await database.transaction((transaction) => replaceTexts(transaction, owners, ['HEAD'], units));
    return owners;
  };
  const analyse = (text: string, language?: string) =>
    analyseWords(
      database,
      wordsOf(text).map((word) => word.form),
      language,
      () => '',
    );
  const scores = async (text: string, statistics: Statistics) => {
    const parameters: unknown[] = [];
    const sql = scoreTextsSql(await analyse(text), statistics, '', parameters);
    const rows = await database.query<{ owner_id: string; score: number }>(
      `with ${sql} select owner_id, score from retrieval_score`,
      parameters,
    );
    return new Map(rows.map((row) => [row.owner_id, row.score]));
  };
  const found = async (text: string) => [...(await scores(text, { texts: 10, meanLength: 5 })).keys()];

  it('lets others go first while it reads a long paper', async () => {
    const text = 'The matching service compares templates of several systems. '.repeat(100);
    const owner = v7();
    const units = Array.from(
      { length: 2_000 },
      (): TextUnit => ({ ...head(text), ownerId: owner, unitId: v7(), field: 'BODY' }),
    );
    let others = 0;
    let isDone = false;
    const other = () => setImmediate(() => !isDone && other() && others++);
    other();
    // Nothing is asked of the database before all texts are read.
    const asked = await new Promise<number>((resolve) => {
      const database = { query: () => new Promise<never>(() => resolve(others)) };
      void replaceTexts(database, [owner], ['BODY'], units);
    });
    isDone = true;
    expect(asked).toBeGreaterThan(1);
  });

  it('scores as computed by hand', async () => {
    const [one, two, three] = (await index(head('alpha beta'), head('alpha alpha gamma'), head('delta'))) as [
      string,
      string,
      string,
    ];
    const answer = await scores('alpha', { texts: 3, meanLength: 2 });
    // idf = ln(1 + 1.5 / 2.5); tf 1, length 2: 2.8 / 2.8; tf 2, length 3: 5.6 / (2 + 1.8 (0.25 + 0.75 * 1.5)).
    expect(answer.get(one)).toBeCloseTo(Math.log(1.6), 9);
    expect(answer.get(two)).toBeCloseTo((Math.log(1.6) * 5.6) / 4.475, 9);
    expect(answer.has(three)).toBe(false);
  });

  it('counts words of a title thrice', async () => {
    const [plain, titled] = (await index(head('alpha beta beta beta'), head('beta', 'en', 'alpha'))) as [
      string,
      string,
    ];
    const answer = await scores('alpha', { texts: 2, meanLength: 4 });
    const idf = Math.log(1 + 0.5 / 2.5);
    expect(answer.get(plain)).toBeCloseTo(idf, 9);
    expect(answer.get(titled)).toBeCloseTo((idf * 8.4) / 4.8, 9);
  });

  it('counts a word once for all languages, so that a text in a rare language weighs no more', async () => {
    const [english, french] = (await index(head('interoperability', 'en'), head('interoperability', 'fr'))) as [
      string,
      string,
    ];
    const answer = await scores('interoperability', { texts: 10, meanLength: 1 });
    expect(answer.get(english)).toBe(answer.get(french));
    expect(answer.get(english)).toBeCloseTo(Math.log(1 + 8.5 / 2.5), 9);
  });

  it('uses the counts it is given, so that a later page scores like the first', async () => {
    const [one] = await index(head('alpha'));
    const answer = await scores('alpha', { texts: 10, meanLength: 1, df: [4] });
    expect(answer.get(one as string)).toBeCloseTo(Math.log(1 + 6.5 / 4.5), 9);
  });

  it.each([
    ['German', 'de', 'Die Überwachung der Häuser', ['uberwachung', 'haus', 'häusern']],
    ['French', 'fr', 'Les systèmes interopérables', ['systeme', 'SYSTÈME', 'interoperable']],
    ['English', 'en', 'connected databases', ['connecting', 'database', 'Connections']],
    ['Polish', 'pl', 'Wspólne granice systemów', ['wspolny', 'granicami', 'SYSTEM', 'systemow']],
    ['Czech', 'cs-CZ', 'O interoperabilitě systémů', ['interoperabilita', 'interoperability', 'systemem']],
    ['Bulgarian', 'bg', 'Административните органи', ['административен', 'орган', 'органът']],
    ['a language without a stemmer', 'mt', 'Sistemi komuni tal-informazzjoni', ['sistemi', 'informazzjoni']],
  ])('finds words of %s in other forms and without accents', async (_, language, text, queries) => {
    const owners = await index(head(text, language));
    for (const query of queries) expect([query, await found(query)]).toEqual([query, owners]);
  });

  it('keeps stop words: a phrase may be made of them', async () => {
    const owners = await index(head('to be or not to be'));
    expect(await found('be')).toEqual(owners);
  });

  it('takes the language given only, when one is given', async () => {
    await index(head('die Daten', 'de'), head('they die', 'en'));
    expect((await analyse('die')).flatMap((word) => word.variants.map((variant) => variant.language))).toEqual([
      'de',
      'en',
    ]);
    expect((await analyse('die', 'en-GB')).flatMap((word) => word.variants.map((variant) => variant.language))).toEqual(
      ['en'],
    );
  });

  it('replaces what changed, leaves what did not, and removes all', async () => {
    const unit = head('alpha beta');
    const [owner] = (await index(unit)) as [string];
    const id = async () => (await database.query<{ id: string }>('select id from indexed_text'))[0]?.id;
    const before = await id();
    await index(unit);
    expect(await id()).toBe(before);
    await index({ ...unit, text: 'beta gamma' });
    expect(await found('alpha')).toEqual([]);
    expect(await found('gamma')).toEqual([owner]);
    await removeTexts(database, [owner], ['HEAD']);
    expect(await database.query('select from posting')).toEqual([]);
    expect(await database.query('select from indexed_text')).toEqual([]);
  });

  it('counts in steps how common words are', async () => {
    await index(
      ...Array.from({ length: 4 }, (_, n) =>
        head(`common rare${n} ${Array.from({ length: 100 }, (_, m) => `w${n}x${m}`).join(' ')}`),
      ),
    );
    const steps: string[] = [];
    for (let beyond: string | null = '0'; beyond !== null; beyond = await countTerms(database, beyond))
      steps.push(beyond);
    expect(steps.length).toBeGreaterThan(2);
    expect((await analyse('common rare1')).map((word) => aboutDf(word))).toEqual([4, 1]);
  });

  it('lets the rarest word of a query bring candidates, and leaves common ones out, in a large corpus only', () => {
    const word = (df: number): AnalysedWord => ({
      form: 'x',
      key: 'x',
      variants: [{ termId: '1', language: 'en', lexeme: 'x', df, weight: 1 }],
    });
    const commons = (texts: number, ...dfs: number[]) => [...commonWords(dfs.map(word), texts)];
    expect(commons(4_999, 4_000, 10)).toEqual([]);
    expect(commons(100_000, 50_000, 10)).toEqual([0]);
    expect(commons(100_000, 50_000, 60_000)).toEqual([1]);
    expect(commons(100_000, 19_000, 19_000, 19_000)).toEqual([1, 2]);
    expect(commons(100_000, 50_000)).toEqual([]);
  });

  it('weighs what rare words found with the common words too', async () => {
    const [both, rare] = (await index(head('common rare filler'), head('other rare filler'), head('common'))) as [
      string,
      string,
    ];
    await database.query(`update term set df = 9000 where lexeme = 'common'`);
    const answer = await scores('common rare', { texts: 20_000, meanLength: 3 });
    expect([...answer.keys()].sort()).toEqual([both, rare].sort());
    const idf = Math.log(1 + (20_000 - 9_000 + 0.5) / 9_000.5);
    expect((answer.get(both) ?? 0) - (answer.get(rare) ?? 0)).toBeCloseTo(idf, 9);
  });

  it('finds phrases in the order of their words, within title or text, never across', async () => {
    const [right] = (await index(
      head('a shared biometric matching service'),
      head('matching biometric shared'),
      head('biometric data', 'en', 'all that is shared'),
    )) as [string];
    const parameters: unknown[] = [];
    const sql = phraseOwnersSql(await analyse('shared biometrics'), parameters);
    expect(await database.query(sql, parameters)).toEqual([{ owner_id: right }]);
  });

  it('lets two transactions enter the same new words in any order', async () => {
    const words = Array.from({ length: 200 }, (_, number) => `word${number}`);
    const texts = [words.join(' '), [...words].reverse().join(' ')];
    // Without a retry: a deadlock would fail the test.
    await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        database.dataSource.transaction((manager) => {
          const unit = head(texts[turn % 2] as string);
          return replaceTexts(
            { query: (sql, parameters) => manager.query(sql, parameters) },
            [unit.ownerId],
            ['HEAD'],
            [unit],
          );
        }),
      ),
    );
    const [row] = await database.query<{ terms: number; postings: number }>(
      'select (select count(*)::int from term) as terms, (select count(*)::int from posting) as postings',
    );
    expect(row).toEqual({ terms: 200, postings: 1_600 });
  });
});
