import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { isDatabaseAway } from './constraint-violation.js';
import { NoTurnError, Turns } from './turns.js';

describe('turns', () => {
  it('lets so many work at once, and the others in the order they came', async () => {
    const turns = new Turns(2, 5_000);
    const began: number[] = [];
    let working = 0;
    let most = 0;
    await Promise.all(
      [0, 1, 2, 3, 4, 5].map((n) =>
        turns.take(async () => {
          began.push(n);
          most = Math.max(most, ++working);
          await sleep(5);
          working--;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(began).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('a failure gives its turn back', async () => {
    const turns = new Turns(1, 5_000);
    await expect(turns.take(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take(async () => 'yes')).toBe('yes');
  });

  it('nobody waits for ever, and who gave up takes no turn', async () => {
    const turns = new Turns(1, 20);
    const long = turns.take(() => sleep(80));
    const error = await turns.take(async () => 'late').catch((failure) => failure);
    expect(error).toBeInstanceOf(NoTurnError);
    expect(isDatabaseAway(error)).toBe(true);
    await long;
    expect(await Promise.all([turns.take(async () => 1), turns.take(async () => 2)])).toEqual([1, 2]);
  });
});
