import { describe, expect, it } from '@jest/globals';
import { givingWay } from './give-way.js';

const busy = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('long work that gives way', () => {
  it('lets others go first once it has run for a while, and not before', async () => {
    let others = 0;
    const other = () => setImmediate(() => others++);
    const giveWay = givingWay(20);
    other();
    await giveWay();
    expect(others).toBe(0);
    busy(25);
    await giveWay();
    expect(others).toBe(1);
    other();
    await giveWay();
    expect(others).toBe(1);
  });
});
