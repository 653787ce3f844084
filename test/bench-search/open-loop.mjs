import { setTimeout as sleep } from 'node:timers/promises';
import { clientOf, percentile } from '../bench/client.mjs';

// So many unanswered are a queue that only grows.
const WAITING_MOST = 300;

/**
 * Asks at a steady rate, whether or not answers come, and counts each from the moment it was due: a server that is late
 * makes the next ones wait too, and that shows. Answers latencies by shape.
 */
export async function openLoop(url, questions, perSecond, seconds) {
  const ask = clientOf(url);
  const latencies = new Map();
  const failures = [];
  const waiting = new Set();
  const began = performance.now();
  let overrun = false;
  for (let no = 0; no < perSecond * seconds && !overrun; no++) {
    const due = began + (no * 1_000) / perSecond;
    const { value } = await questions.next();
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const asked = ask(value.query, value.variables)
      .then(() => latencies.set(value.shape, [...(latencies.get(value.shape) ?? []), performance.now() - due]))
      .catch((error) => failures.push(error))
      .finally(() => waiting.delete(asked));
    waiting.add(asked);
    overrun = waiting.size > WAITING_MOST;
  }
  await Promise.all(waiting);
  if (failures.length > 0)
    throw new Error(`${failures.length} questions failed, the first with: ${failures[0].message}`);
  const shapes = Object.fromEntries([...latencies].sort().map(([shape, some]) => [shape, figuresOf(some)]));
  return { perSecond, overrun, whole: figuresOf([...latencies.values()].flat()), shapes };
}

const tenth = (value) => Math.round(value * 10) / 10;

export const figuresOf = (latencies) => ({
  count: latencies.length,
  p50: tenth(percentile(latencies, 0.5)),
  p95: tenth(percentile(latencies, 0.95)),
  p99: tenth(percentile(latencies, 0.99)),
});
