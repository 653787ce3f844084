import { expect, it } from '@jest/globals';
import { BreakerState } from '../engine.js';
import { Breaker } from './breaker.js';

it('a breaker tells once why it opens and once that it is closed again, however often it is tried', async () => {
  let now = 0;
  const told: unknown[] = [];
  const breaker = new Breaker(
    2,
    5_000,
    () => now,
    (failure) => told.push(failure),
  );
  const failing = () => breaker.run(() => Promise.reject(new Error('away')));
  const well = () => breaker.run(async () => 'here');
  await failing();
  expect([told, await well(), told]).toEqual([[], 'here', []]);
  await failing();
  await failing();
  expect(told).toEqual([new Error('away')]);
  for (let turn = 0; turn < 3; turn++) {
    expect(breaker.state).toBe(BreakerState.OPEN);
    expect(await well()).toBeUndefined();
    now += 5_001;
    expect(breaker.state).toBe(BreakerState.HALF_OPEN);
    await failing();
  }
  expect(told).toHaveLength(1);
  now += 5_001;
  expect(await well()).toBe('here');
  await well();
  expect(told).toEqual([new Error('away'), null]);
});
