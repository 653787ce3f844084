import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { type Actor, ANONYMOUS, Role } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ProjectDirty } from '../projection/project-dirty.js';
import { addAccount, addPaper, type Paper } from '../spec/fixtures.js';
import { COMMON_PAPERS, NearDuplicates } from './near-duplicates.js';
import { SimilarContributions } from './similar-contributions.js';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = await new Database(test.url, areas).connect();
});
afterEach(() => database.query('truncate contribution, search_dirty, posting, indexed_text, term, word_form cascade'));
afterAll(async () => {
  await database?.close();
  await test?.drop();
});

const project = async () => {
  const worker = new ProjectDirty(database);
  while ((await worker.runOnce()) > 0);
};
const add = async (...papers: Paper[]) => {
  const ids: string[] = [];
  for (const paper of papers) ids.push((await addPaper(database, paper)).id);
  await project();
  return ids;
};
const SECRETS: [string, Paper][] = [
  ['confidential', { audience: 'CONFIDENTIAL' }],
  ['under embargo', { embargoUntil: new Date('2999-01-01') }],
  ['a draft', { status: 'DRAFT' }],
  ['submitted', { status: 'SUBMITTED' }],
  ['withdrawn', { status: 'PUBLISHED' }],
];
const withdraw = (id: string) =>
  database.query(
    `update contribution set status = 'WITHDRAWN', withdrawn_at = now(), withdrawal_reason = 'x' where id = $1`,
    [id],
  );

describe('similar contributions', () => {
  const similar = async (id: string, actor: Actor = ANONYMOUS) =>
    (await new SimilarContributions(database).of(actor, [id])).map((row) => row.id);
  const about = (subject: string, n: number): Paper => ({
    title: `${subject} in practice ${n}`,
    body: [`What ${subject} costs and what ${subject} needs, seen from the field, part ${n}.`],
  });

  it('are about the same, without the paper itself, and none when nothing is', async () => {
    const [one, two, three] = await add(
      about('fingerprint matching', 1),
      about('fingerprint matching', 2),
      about('fingerprint quality', 3),
      ...Array.from({ length: 8 }, (_, n) => about('herring fisheries', n)),
      { title: 'Nothing alike', body: ['Zebras graze.'] },
    );
    const found = await similar(one as string);
    expect(found.slice(0, 2)).toEqual([two, three]);
    expect(found).not.toContain(one);
    const [alone] = await add({ title: 'Quokka', body: ['Wombats burrow'] });
    expect(await similar(alone as string)).toEqual([]);
  });

  it('are found for several at once as for each alone', async () => {
    const ids = await add(
      ...[1, 2, 3].flatMap((n) => [about('fingerprint matching', n), about('herring fisheries', n)]),
    );
    const rows = await new SimilarContributions(database).of(ANONYMOUS, ids);
    for (const id of ids)
      expect(rows.filter((row) => row.subjectId === id).map((row) => row.id)).toEqual(await similar(id));
  });

  it.each(SECRETS)('never name what is %s, nor change by it', async (name, secret) => {
    const ids = await add(...[1, 2, 3].map((n) => about('fingerprint matching', n)), about('herring fisheries', 1));
    const before = await similar(ids[0] as string);
    const submitterId = await addAccount(database);
    const [hidden] = await add({ ...secret, ...about('fingerprint matching', 9), submitterId });
    if (name === 'withdrawn') {
      await withdraw(hidden as string);
      await project();
    }
    expect(await similar(ids[0] as string)).toEqual(before);
    expect(await similar(hidden as string)).toEqual([]);
    const author: Actor = { ...ANONYMOUS, accountId: submitterId, roles: new Set([Role.EXPERT]) };
    if (name !== 'withdrawn' && name !== 'confidential')
      expect(await similar(ids[0] as string, author)).toContain(hidden);
  });
});

describe('near-duplicates', () => {
  const near = (id: string, actor: Actor = ANONYMOUS) => new NearDuplicates(database).of(actor, [id]);
  const words = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ');

  it('share most of their wording; how much is said from both sides', async () => {
    const [whole, part, other] = await add(
      { title: 'A', body: [words(0, 104)] },
      { title: 'B', body: [words(0, 54)] },
      { title: 'C', body: [words(500, 604)] },
    );
    expect(await near(whole as string)).toEqual([
      { subjectId: whole, id: part, resemblance: 0.5, contained: 0.5, contains: 1 },
    ]);
    expect(await near(part as string)).toMatchObject([{ id: whole, contained: 1, contains: 0.5 }]);
    expect(await near(other as string)).toEqual([]);
  });

  it('are found between a short paper and a long one, by estimate', async () => {
    const [long, short] = await add(
      { title: 'A', body: Array.from({ length: 20 }, (_, n) => words(n * 200, n * 200 + 200)) },
      { title: 'B', body: [words(0, 200), words(200, 400)] },
    );
    const [row] = await near(short as string);
    expect(row?.id).toBe(long);
    expect(row?.contained).toBeGreaterThan(0.9);
    expect(row?.contains).toBeCloseTo(0.1, 1);
  });

  it('are not those who only filled in the same form', async () => {
    const form = words(0, 60);
    const ids = await add(
      ...Array.from({ length: COMMON_PAPERS + 1 }, (_, n) => ({
        title: `Answer ${n}`,
        body: [form, words(1_000 + n * 50, 1_030 + n * 50)],
      })),
    );
    expect(await near(ids[0] as string)).toEqual([]);
  });

  it('follow the text, and are the same when everything is projected again', async () => {
    const [one, two] = await add({ title: 'A', body: [words(0, 100)] }, { title: 'B', body: [words(0, 100)] });
    const before = await near(one as string);
    expect(before).toMatchObject([{ id: two, resemblance: 1 }]);
    await database.query(`select search_mark(array['TEXT'], array(select id from contribution), true)`);
    await project();
    expect(await near(one as string)).toEqual(before);
    await database.query('update passage set text = $2 where contribution_id = $1', [two, words(300, 400)]);
    await project();
    expect(await near(one as string)).toEqual([]);
  });

  it('of a draft are for its author, among what they may read', async () => {
    const submitterId = await addAccount(database);
    const [draft, paper] = await add(
      { title: 'A', body: [words(0, 100)], status: 'DRAFT', submitterId },
      { title: 'B', body: [words(0, 100)] },
      { title: 'C', body: [words(0, 100)], audience: 'CONFIDENTIAL' },
    );
    const author: Actor = { ...ANONYMOUS, accountId: submitterId, roles: new Set([Role.EXPERT]) };
    expect(await near(draft as string, author)).toMatchObject([{ id: paper, resemblance: 1 }]);
    expect(await near(draft as string)).toEqual([]);
    expect(await near(paper as string)).toEqual([]);
  });

  it.each(SECRETS)('never name what is %s', async (name, secret) => {
    const submitterId = await addAccount(database);
    const [shown, hidden] = await add(
      { title: 'A', body: [words(0, 100)] },
      { title: 'B', body: [words(0, 100)], submitterId, ...secret },
    );
    if (name === 'withdrawn') await withdraw(hidden as string);
    expect(await near(shown as string)).toEqual([]);
    expect(await near(hidden as string)).toEqual([]);
  });

  it('say nothing of a revision that is no longer read, though the worker has not come yet', async () => {
    const [one, two] = await add({ title: 'A', body: [words(0, 100)] }, { title: 'B', body: [words(0, 100)] });
    await database.query(
      `insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience)
       values ('01a00000-0000-7000-8000-0000000000d9', $1, 2, 2, 'B again', '', 'en', 'PUBLIC')`,
      [two],
    );
    await database.query(
      `update contribution set current_revision_id = '01a00000-0000-7000-8000-0000000000d9' where id = $1`,
      [two],
    );
    expect(await near(one as string)).toEqual([]);
  });
});
