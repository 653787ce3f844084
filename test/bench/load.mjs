import autocannon from 'autocannon';
import { clientOf, median } from './client.mjs';

/** Requests per second and latencies of one query: a check of the answer, a warm-up, then the median of several runs. */
export async function measure(url, { name, query, variables, least }, { connections, runs, seconds }) {
  const ask = clientOf(url);
  const { bytes } = await ask(query, variables[0]);
  if (bytes < least) throw new Error(`The answer to “${name}” has ${bytes} bytes; at least ${least} were expected.`);
  const requests = variables.map((values) => ({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: values }),
  }));
  const run = (duration) => autocannon({ url, connections, pipelining: 1, duration, requests, timeout: 30 });
  await run(Math.min(seconds, 3));
  const settle = () => ask(query, variables[0]);
  await settle();
  const results = [];
  for (let turn = 0; turn < runs; turn++) {
    results.push(await run(seconds));
    // What was still under way when the run ended would weigh on the next.
    await settle();
  }
  const failed = results.reduce((sum, result) => sum + result.errors + result.non2xx + result.timeouts, 0);
  if (failed > 0) throw new Error(`${failed} requests of “${name}” failed.`);
  return {
    name,
    bytes,
    perSecond: median(results.map((result) => result.requests.average)),
    p50: median(results.map((result) => result.latency.p50)),
    p99: median(results.map((result) => result.latency.p99)),
    runs: results.map((result) => Math.round(result.requests.average)),
  };
}
