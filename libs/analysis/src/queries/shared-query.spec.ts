import { expect, it } from '@jest/globals';
import type { Database } from '#libs/platform';
import { SharedQuery } from './shared-query.js';

/** A database whose answers are given by hand, in the order asked. */
function fakeDatabase() {
  const waiting: { resolve: (rows: unknown[]) => void; reject: (error: Error) => void }[] = [];
  const query = () => new Promise<unknown[]>((resolve, reject) => waiting.push({ resolve, reject }));
  return { waiting, shared: new SharedQuery({ query } as unknown as Database) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('who comes while a statement runs shares the next run of it, never the one that began before', async () => {
  const { waiting, shared } = fakeDatabase();
  const first = shared.run('select', [1]);
  const second = shared.run('select', [1]);
  const third = shared.run('select', [1]);
  expect(waiting).toHaveLength(1);
  waiting[0]?.resolve(['old']);
  await settle();
  expect(waiting).toHaveLength(2);
  waiting[1]?.resolve(['new']);
  expect(await Promise.all([first, second, third])).toEqual([['old'], ['new'], ['new']]);
  void shared.run('select', [1]);
  expect(waiting).toHaveLength(3);
});

it('other values are another question', () => {
  const { waiting, shared } = fakeDatabase();
  void shared.run('select', [1]);
  void shared.run('select', [2]);
  expect(waiting).toHaveLength(2);
});

it('a failure is told to those who shared the run, and not to the next', async () => {
  const { waiting, shared } = fakeDatabase();
  const first = shared.run('select', []);
  const second = shared.run('select', []);
  waiting[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await settle();
  waiting[1]?.resolve(['back']);
  expect(await second).toEqual(['back']);
});
