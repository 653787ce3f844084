import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApi, type TestApi } from './support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
type Any = any;

const REST = '{ savedSearches { id name address } errors { code message path } }';
const mutation =
  (name: string, type: string) =>
  async (as: Client, input: object): Promise<Any> => {
    const { data, errors } = await as(`mutation M($input: ${type}!) { ${name}(input: $input) ${REST} }`, { input });
    if (!data) throw new Error(JSON.stringify(errors));
    return data[name];
  };
const save = mutation('saveSearch', 'SaveSearchInput');
const rename = mutation('renameSavedSearch', 'RenameSavedSearchInput');
const remove = mutation('deleteSavedSearch', 'DeleteSavedSearchInput');
const list = async (as: Client): Promise<Any[]> =>
  (await as('{ savedSearches { id name address createdAt } }')).data.savedSearches;

describe('saved searches', () => {
  it('are kept in one form, renamed and deleted by their owner', async () => {
    const { expert } = api.as;
    const made = await save(expert, {
      name: '  Templates   apart ',
      address: '?theme=COMP-SBMS&q=templates apart&sort=',
    });
    expect(made.errors).toEqual([]);
    expect(made.savedSearches).toMatchObject([
      { name: 'Templates apart', address: 'q=templates+apart&theme=COMP-SBMS' },
    ]);
    const [{ id }] = made.savedSearches;
    await save(expert, { name: 'another', address: 'q=borders' });
    expect((await rename(expert, { id, name: 'Zones' })).savedSearches.map((one: Any) => one.name)).toEqual([
      'another',
      'Zones',
    ]);
    expect((await remove(expert, { id })).savedSearches.map((one: Any) => one.name)).toEqual(['another']);
    expect((await remove(expert, { id })).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }]);
  });

  it('are their owner’s alone: to anybody else they are not there', async () => {
    const made = await save(api.as.expert, { name: 'mine', address: 'q=zzsecretinterest' });
    const { id } = made.savedSearches.find((one: Any) => one.name === 'mine');
    for (const other of [api.as.rival, api.as.analyst, api.as.administrator]) {
      expect(await list(other)).toEqual([]);
      for (const answer of [await rename(other, { id, name: 'taken' }), await remove(other, { id })]) {
        expect(answer).toEqual({
          savedSearches: null,
          errors: [{ code: 'NOT_FOUND', message: 'You have no such saved search.', path: ['id'] }],
        });
      }
    }
    expect((await list(api.as.expert)).map((one) => one.name)).toContain('mine');
    for (const answer of [
      await save(api.as.anonymous, { name: 'x', address: 'q=x' }),
      await remove(api.as.anonymous, { id }),
    ]) {
      expect(answer.errors).toMatchObject([{ code: 'NOT_SIGNED_IN' }]);
    }
    expect((await api.as.anonymous('{ savedSearches { id } }')).errors?.[0]?.extensions.code).toBe('NOT_SIGNED_IN');
    // What people look for is not among the facts, which are never forgotten.
    const facts = await api.database.query(`select payload::text from change_log where subject_type = 'SavedSearch'`);
    expect(facts.length).toBeGreaterThan(0);
    expect(JSON.stringify(facts)).not.toContain('zzsecretinterest');
  });

  it('have names of their own, and say what is wrong with one', async () => {
    const { rival } = api.as;
    const first = await save(rival, { name: 'One', address: 'q=one' });
    const second = await save(rival, { name: 'Two', address: 'q=two' });
    expect(second.errors).toEqual([]);
    expect((await save(rival, { name: 'One', address: 'q=three' })).errors).toMatchObject([
      { code: 'DUPLICATE', path: ['name'] },
    ]);
    const { id } = second.savedSearches.find((one: Any) => one.name === 'Two');
    expect((await rename(rival, { id, name: 'One' })).errors).toMatchObject([{ code: 'DUPLICATE', path: ['name'] }]);
    expect((await rename(rival, { id, name: '   ' })).errors).toMatchObject([{ code: 'INVALID', path: ['name'] }]);
    expect((await rename(rival, { id, name: 'n'.repeat(101) })).errors).toMatchObject([
      { code: 'TOO_LARGE', path: ['name'] },
    ]);
    expect((await save(rival, { name: 'x', address: '' })).errors).toMatchObject([
      { code: 'INVALID', path: ['address'] },
    ]);
    expect((await save(rival, { name: 'x', address: 'https://elsewhere.example' })).errors).toMatchObject([
      { code: 'INVALID', path: ['address'] },
    ]);
    expect(await list(rival)).toHaveLength(first.savedSearches.length + 1);
  });

  it('end at a hundred, also when many come at once', async () => {
    const { analyst } = api.as;
    for (let from = 0; from < 96; from += 8) {
      await Promise.all(
        Array.from({ length: 8 }, (_, index) => save(analyst, { name: `n${from + index}`, address: 'q=x' })),
      );
    }
    const last = await Promise.all(
      Array.from({ length: 8 }, (_, index) => save(analyst, { name: `last ${index}`, address: 'q=x' })),
    );
    expect(last.filter((one) => one.errors.length === 0)).toHaveLength(4);
    for (const { errors } of last.filter((one) => one.errors.length > 0))
      expect(errors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
    expect(await list(analyst)).toHaveLength(100);
  });
});
