import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { SearchEngineName } from '../engine.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { addPaper } from '../spec/fixtures.js';
import { slowEngine } from '../spec/slow-engine.js';
import { Search } from './search.js';

const { POSTGRES, MEILISEARCH } = SearchEngineName;

describe('an engine that is slow', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    for (let no = 0; no < 20; no++) await addPaper(database, { title: `Matcher number ${no}` });
    await addPaper(database, { title: 'A rarity' });
    const worker = new ProjectDirty(database);
    while ((await worker.runOnce()) > 0);
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const begin = () => {
    const engine = slowEngine();
    const search = new Search(database, [engine.source]);
    const ask = (query: string) =>
      search.execute(ANONYMOUS, { query, filter: {}, facets: [], page: { size: 5, backwards: false } });
    return { engine, ask };
  };

  it('is hardly waited for where the database finds plenty', async () => {
    const { ask } = begin();
    expect(await ask('matcher')).toMatchObject({
      total: 20,
      engines: [POSTGRES],
      notes: [{ kind: 'ENGINE_ABSENT' }],
    });
  });

  it.each(['rarity', 'matcher xyzzyx', 'matchr'])(
    'is waited for where it finds little, or not each word: %s',
    async (query) => {
      const { engine, ask } = begin();
      let ended = false;
      const answer = ask(query).finally(() => {
        ended = true;
      });
      await ask('matcher');
      await ask('matcher');
      expect(ended).toBe(false);
      engine.resolve([]);
      expect((await answer).engines).toEqual([POSTGRES, MEILISEARCH]);
    },
  );
});
