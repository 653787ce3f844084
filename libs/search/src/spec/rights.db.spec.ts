import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { type Actor, ANONYMOUS, Role } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { FacetName } from '../query/facet-name.js';
import { Search } from '../query/search.js';
import { QuickSearch } from '../quick/quick-search.js';
import { SuggestQueries } from '../quick/suggest-queries.js';
import { NearDuplicates } from '../similar/near-duplicates.js';
import { SimilarContributions } from '../similar/similar-contributions.js';
import { onEachDeployment } from './deployments.js';
import { addAccount, addOrganisation, addPaper, type Paper, type PaperIds, writeBody } from './fixtures.js';

const SENTENCES =
  'The matching of fingerprints in zyzzyva quarters takes three seconds at night and four by day. ' +
  'Whoever measured it in winter found that cold hands need another attempt, and that gloves explain the rest of it. ';

/** What only its readers may learn of: each of its words and names is nowhere else, but for those of SENTENCES. */
const SECRET: Paper = {
  title: 'Zyzzyva protocols for xenolith matching',
  abstract: 'A European search portal for the wombats of Kyrgyzstan.',
  body: [SENTENCES, 'Quokkas guard the pangolin registry until midsummer.'],
  kind: 'TECHNOLOGY_NOTE',
  language: 'fi',
  themes: ['COMP-SBMS'],
  links: [{ recommendation: 'HLEG-ESP-01', stance: 'OPPOSES' }],
};

const QUERIES = [
  'zyzzyva',
  'zyzzyva ',
  'zyzyva',
  'zyzzyvaa matching',
  'zyz',
  'xenolth matchin',
  '"zyzzyva protocols"',
  'matching "zyzzyva protocols"',
  'fingerprints -zyzzyva',
  'pangolin registry',
  'pangolins regist',
  'quokkas guard the pangolin registry until midsummer',
  'whoever measured cold hands needs gloves and another quokk',
  'xeno lith',
  'ESP ',
  'european search portal wombats',
  'fingerprints matching',
  'secretariat',
  'cold hands need another attempt',
  '',
];
const BEGINNINGS = ['z', 'zy', 'zyzz', 'zyzyv', 'xenol', 'matching x', 'secretar', 'RT-2017-9', 'protocols for'];

onEachDeployment('what one may not read', (deployment) => {
  let test: TestDatabase;
  let database: Database;
  let settle: () => Promise<void>;
  let papers: PaperIds[];
  let secret: PaperIds;
  let submitter: Actor;
  let others: Record<string, Actor>;
  let look: (actor: Actor) => Promise<unknown>;
  let before: Record<string, unknown>;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const begun = deployment.begin(database);
    settle = begun.settle;
    const [search, quick, suggest] = [
      new Search(database, begun.sources),
      new QuickSearch(database),
      new SuggestQueries(database),
    ];
    const [similar, duplicates] = [new SimilarContributions(database), new NearDuplicates(database)];
    const expert = async () => ({
      accountId: await addAccount(database),
      roles: new Set([Role.EXPERT]),
      organisationId: null,
    });
    submitter = await expert();
    others = { anybody: ANONYMOUS, 'another expert': await expert() };
    papers = [];
    for (const [title, body] of [
      ['Fingerprints at night', SENTENCES.replace('zyzzyva ', '')],
      ['Matching by day', 'The matching of fingerprints is a matter of light.'],
      ['Budgets', 'Money is a matter of light as well, and of registries.'],
    ] as const)
      papers.push(await addPaper(database, { title, body: [body] }));
    look = async (actor) => {
      const searched = [];
      for (const query of QUERIES) {
        const { freshAsOf: _, ...answer } = await search.execute(actor, {
          query,
          filter: {},
          facets: Object.values(FacetName),
          page: { size: 10, backwards: false },
        });
        searched.push({ query, ...answer });
      }
      const ids = [...papers, ...(secret ? [secret] : [])].map((paper) => paper.id);
      return {
        searched,
        quick: await Promise.all(BEGINNINGS.map((text) => quick.execute(actor, text, 20))),
        suggested: await Promise.all(BEGINNINGS.map((text) => suggest.execute(actor, text, 20))),
        similar: await similar.of(actor, ids),
        duplicates: await duplicates.of(actor, ids),
      };
    };
    await settle();
    before = {};
    for (const [name, actor] of Object.entries(others)) before[name] = await look(actor);
    // Public, and indexed everywhere as such.
    const organisations = [await addOrganisation(database, 'Secretariat of Xenoliths')];
    secret = await addPaper(database, { ...SECRET, organisations, submitterId: submitter.accountId });
    await settle();
  });
  afterAll(async () => {
    await deployment.end();
    await database?.close();
    await test?.drop();
  });

  /** Names of organisations are everybody's, as the taxonomy's are. */
  const withoutNames = (seen: unknown) => {
    const { quick, suggested, ...rest } = seen as Record<string, Record<string, unknown>[][]>;
    const own = (hit: Record<string, unknown>) => hit.kind !== 'ORGANISATION';
    const text = (some: unknown) => !String(some).toLowerCase().includes('secretariat');
    return {
      ...rest,
      quick: quick?.map((hits) => hits.filter(own)),
      suggested: suggested?.map((all) => all.filter(text)),
    };
  };
  const expectNothing = async () => {
    for (const [name, actor] of Object.entries(others))
      expect([name, withoutNames(await look(actor))]).toEqual([name, withoutNames(before[name])]);
  };
  const shut = (sql: string) => database.query(`update contribution set ${sql} where id = $1`, [secret.id]);

  it('would be seen in each of these, were it not hidden', async () => {
    const seen = withoutNames(await look(ANONYMOUS)) as Record<string, unknown[]>;
    const earlier = withoutNames(before.anybody) as Record<string, unknown[]>;
    for (const part of ['searched', 'quick', 'suggested', 'similar', 'duplicates'])
      expect([part, seen[part]]).not.toEqual([part, earlier[part]]);
    const queries = (seen.searched as { query: string }[]).filter(
      (answer, no) => JSON.stringify(answer) !== JSON.stringify(earlier.searched?.[no]),
    );
    expect(queries.length).toBeGreaterThan(QUERIES.length - 3);
  });

  it.each([
    ['confidential', `audience = 'CONFIDENTIAL'`, `audience = 'PUBLIC'`],
    ['for the agency', `audience = 'AGENCY'`, `audience = 'PUBLIC'`],
    ['under embargo', `embargo_until = '2999-01-01'`, 'embargo_until = null'],
    [
      'in review again',
      `status = 'IN_REVIEW', published_at = null`,
      `status = 'PUBLISHED', published_at = '2017-06-08'`,
    ],
    ['a draft', `status = 'DRAFT', published_at = null`, `status = 'PUBLISHED', published_at = '2017-06-08'`],
  ])('leaves no trace when it is %s: not while every index is behind, and not after', async (_, hide, show) => {
    await shut(hide);
    await expectNothing();
    // It is there to be hidden.
    expect(JSON.stringify(await look(submitter))).toContain('pangolin');
    await settle();
    await expectNothing();
    await shut(show);
    await settle();
  });

  it('leaves no trace of what a text once said, while every index is behind', async () => {
    await database.query('alter table revision disable trigger user');
    await database.query('alter table contribution disable trigger user');
    await database.query(`update revision set title = 'Fish', abstract = 'Fish.' where contribution_id = $1`, [
      secret.id,
    ]);
    await database.query('alter table revision enable trigger user');
    await database.query('alter table contribution enable trigger user');
    await database.query('delete from passage where contribution_id = $1', [secret.id]);
    await writeBody((sql, parameters) => database.query(sql, parameters), secret, ['Fish and chips.']);
    const seen = JSON.stringify(withoutNames(await look(ANONYMOUS))).replaceAll(/"query":"(?:[^"\\]|\\.)*"/g, '');
    // What was asked is said in notes; what was not asked stands nowhere.
    for (const word of ['protocols for', 'wombats of', 'Kyrgyzstan', 'Quokkas guard', 'zyzzyva quarters', '<mark>zyz'])
      expect([word, seen.toLowerCase().includes(word.toLowerCase())]).toEqual([word, false]);
  });
});
