import { AIM, AIM_OF_REPORTS } from './statements.mjs';

const number = (value, width, digits = 0) => value.toFixed(digits).padStart(width);

export function printHead(machine, data) {
  console.log(`\n${machine.cores} cores, Node.js ${machine.node}, PostgreSQL ${machine.postgres}`);
  console.log(
    `${data.contributions} contributions, ${data.links} links, ${data.passages} passages, ${data.recommendations} recommendations, ${data.organisations} organisations: ${data.size}`,
  );
  console.log(`Loaded in ${data.loadSeconds} s, projected for search in ${data.projectSeconds} s.`);
}

export function printQueries(queries, { connections, runs, seconds }) {
  console.log(`\nQueries: ${connections} connections, median of ${runs} runs of ${seconds} s`);
  console.log('                 req/s   p50 ms   p99 ms    bytes   runs');
  for (const query of queries) {
    console.log(
      `${query.name.padEnd(14)}${number(query.perSecond, 8, query.perSecond < 100 ? 1 : 0)}${number(query.p50, 9)}${number(query.p99, 9)}${number(query.bytes, 9)}   ${query.runs.join(' ')}`,
    );
  }
}

/** The slowest, and how many miss their aim. The mean decides: the longest time is also the machine's. */
export function printStatements(statements) {
  const sorted = [...statements].sort((one, other) => other.mean / other.aim - one.mean / one.aim);
  const over = sorted.filter((statement) => statement.mean > statement.aim);
  console.log(`\nStatements, one at a time: aims ${AIM} ms, and ${AIM_OF_REPORTS} ms for search and coverage`);
  console.log('  mean ms    max ms   aim  calls');
  for (const { mean, max, aim, calls, operation, query } of sorted.slice(0, Math.max(15, over.length))) {
    const mark = mean > aim ? '!' : ' ';
    console.log(
      `${mark}${number(mean, 8, 1)}${number(max, 10, 1)}${number(aim, 6)}${number(calls, 7)}  ${operation}: ${query.slice(0, 90)}`,
    );
  }
  console.log(
    over.length === 0
      ? 'Every statement is within its aim.'
      : `${over.length} of ${sorted.length} statements miss their aim.`,
  );
}

export function printSubmissions({ submissions, searchable }) {
  console.log(`\nSubmissions (create and submit, ${submissions.experts} experts at a time, the worker running)`);
  console.log(
    `  ${number(submissions.perSecond, 0, 1)} a second, p50 ${number(submissions.p50, 0)} ms, p99 ${number(submissions.p99, 0)} ms`,
  );
  const { title, body, samples, notAtOnce } = searchable;
  console.log(`From commit to searchable (${samples} samples)`);
  console.log(
    `  a word of the title: ${notAtOnce === 0 ? 'in the first search after the answer, always' : `NOT in the first search, ${notAtOnce} times`}; that search took p50 ${number(title.p50, 0)} ms, p95 ${number(title.p95, 0)} ms`,
  );
  console.log(`  a word of the body: p50 ${number(body.p50, 0)} ms, p95 ${number(body.p95, 0)} ms`);
}
