import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { FacetName } from '../query/facet-name.js';
import { Search } from '../query/search.js';
import { onEachDeployment } from '../spec/deployments.js';
import { addPaper } from '../spec/fixtures.js';

const PAPERS = 120;

onEachDeployment('a rebuild of the index', (deployment) => {
  let test: TestDatabase;
  let database: Database;
  let search: Search;
  let rebuild: () => Promise<void>;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const begun = deployment.begin(database);
    rebuild = begun.rebuild;
    search = new Search(database, begun.sources);
    for (let n = 0; n < PAPERS; n++)
      await addPaper(database, {
        title: `Quokka ${n}`,
        abstract: 'Of wallabies.',
        body: ['The bandicoot digs.', `Numbat number ${n}.`],
        themes: n % 2 ? ['COMP-SBMS'] : [],
        audience: n % 10 ? 'PUBLIC' : 'CONFIDENTIAL',
      });
    await begun.settle();
  }, 120_000);
  afterAll(async () => {
    await deployment.end();
    await database?.close();
    await test?.drop();
  });

  // A slip, so that Meilisearch is listened to; a word of every passage; one of every head.
  const QUERIES = ['bandicot', 'bandicoot digs', 'numbat 77', 'wallabies quokka'];
  const ask = async () => {
    const answers = [];
    for (const query of QUERIES) {
      const page = { size: 200, backwards: false };
      const facets = [FacetName.THEME];
      const answer = await search.execute(ANONYMOUS, { query, filter: {}, facets, page });
      answers.push({
        query,
        hits: answer.hits.map((hit) => hit.id).sort(),
        total: answer.total,
        facets: answer.facets,
        notes: answer.notes,
        engines: answer.engines,
      });
    }
    return answers;
  };

  it('is not seen by anyone who searches: no answer is empty, partial or by fewer engines, at any moment', async () => {
    const before = await ask();
    expect(before.map((answer) => answer.total)).toEqual([108, 108, expect.any(Number), 108]);
    for (const answer of before) expect(answer.engines).toEqual(deployment.engines);
    let rebuilding = true;
    let asked = 0;
    const done = rebuild().finally(() => {
      rebuilding = false;
    });
    while (rebuilding) {
      expect(await ask()).toEqual(before);
      asked++;
      await sleep(1);
    }
    await done;
    expect(asked).toBeGreaterThan(3);
    expect(await ask()).toEqual(before);
  }, 120_000);
});
