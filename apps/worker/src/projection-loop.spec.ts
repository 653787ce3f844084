import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startProjection } from './projection-loop.js';

const log = pino({ level: 'silent' });

describe('the projection loop', () => {
  it('works without pause while there is work, then waits', async () => {
    const answers = [5, 5, 5];
    let calls = 0;
    const runOnce = async () => answers[calls++] ?? 0;
    const loop = startProjection({ runOnce }, log, { idleMs: 10_000 });
    await sleep(50);
    expect(calls).toBe(4);
    await loop.stop();
  });

  it('does not spin while the database is away, and works again when it is back', async () => {
    let calls = 0;
    let away = true;
    const runOnce = async () => {
      calls++;
      if (away) throw new Error('Connection terminated');
      return 0;
    };
    const loop = startProjection({ runOnce }, log, { idleMs: 10, awayMs: 40 });
    await sleep(300);
    expect(calls).toBeGreaterThan(2);
    expect(calls).toBeLessThan(15);
    away = false;
    const before = calls;
    await sleep(150);
    expect(calls).toBeGreaterThan(before);
    await loop.stop();
  });

  it('stops after the batch in hand, and at once when it waits', async () => {
    let done = false;
    const loop = startProjection(
      {
        runOnce: async () => {
          await sleep(50);
          done = true;
          return 0;
        },
      },
      log,
      { idleMs: 60_000 },
    );
    await loop.stop();
    expect(done).toBe(true);
  });
});
