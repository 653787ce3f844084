import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { COMPARED_PAPERS, expectNoWorse, placesOf } from '../spec/comparison.js';
import { onEachDeployment } from '../spec/deployments.js';
import { addPaper } from '../spec/fixtures.js';
import { Search } from './search.js';

onEachDeployment('what is meant', (deployment) => {
  let test: TestDatabase;
  let database: Database;
  let search: Search;
  const ids: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const { sources, settle } = deployment.begin(database);
    search = new Search(database, sources);
    for (const { body, ...paper } of COMPARED_PAPERS)
      ids.push((await addPaper(database, { ...paper, body: [body] })).id);
    await settle();
  });
  afterAll(async () => {
    await deployment.end();
    await database?.close();
    await test?.drop();
  });

  it('is found, nearly always first', async () => {
    const places = await placesOf(search, ANONYMOUS, ids);
    const share = places.filter(({ place }) => place === 1).length / places.length;
    expect(share).toBeGreaterThan(0.8);
  });

  if (deployment.engines.length > 1)
    it('is no worse than by the database alone', async () => {
      expectNoWorse(await placesOf(search, ANONYMOUS, ids), await placesOf(new Search(database, []), ANONYMOUS, ids));
    });
});
