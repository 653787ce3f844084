import type { FastifyInstance } from 'fastify';
import type { Database } from '#libs/platform';
import type { CandidateSource } from '#libs/search';

/**
 * /health/live: the process runs. /health/ready: the job can be done, so the database answers within two seconds. Engines beside it
 * are named with their breakers; without them the answers are the database's, so they make nothing unready.
 */
export function installHealth(fastify: FastifyInstance, database: Database, sources: readonly CandidateSource[]): void {
  fastify.get('/health/live', async () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const answer = await Promise.race([
      database.query('select 1').then(
        () => 'ok',
        () => 'away',
      ),
      new Promise<string>((resolve) => setTimeout(resolve, 2_000, 'slow').unref()),
    ]);
    if (answer !== 'ok') reply.header('retry-after', '5');
    return reply
      .status(answer === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: answer === 'ok' ? 'ok' : 'unavailable', database: answer, ...engines() });
  });

  function engines(): object {
    const states = sources.map((source) => [source.name, source.breaker?.state ?? 'CLOSED']);
    return states.length === 0 ? {} : { engines: Object.fromEntries(states) };
  }
}
