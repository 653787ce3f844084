const AIMS = { 10000: 50, 100000: 120 };
const cell = (value, width = 9) => String(value).padStart(width);

export function printHead(machine, { passages }) {
  console.log(`${machine.cores} cores (${machine.model}), Node.js ${machine.node}, PostgreSQL ${machine.postgres}`);
  const aim = AIMS[passages];
  console.log(
    `${passages} passages, ten edits a second beside.${aim ? ` Aim at ten queries a second: p95 ${aim} ms.` : ''}`,
  );
}

export function printDeployment(name, { rebuild, steady, rates, borne, freshness, memoryMb }) {
  console.log(`\n${name}`);
  console.log(
    `  index built in ${rebuild.seconds} s: ${rebuild.documents} texts, ${rebuild.perSecond} a second; the worker held ${rebuild.workerMb} MB at most`,
  );
  console.log(
    `  ${'ms at ten a second'.padEnd(18)}${['count', 'p50', 'p95', 'p99'].map((word) => cell(word)).join('')}`,
  );
  for (const [shape, run] of [...Object.entries(steady.shapes), ['whole', steady.whole]]) print(shape, run);
  for (const run of rates) print(`${run.perSecond} a second`, run);
  console.log(
    `  borne (p95 within 500 ms): ${borne} a second; memory at most: api ${memoryMb.api} MB, worker ${memoryMb.worker} MB`,
  );
  for (const [what, run] of Object.entries(freshness ?? {})) print(what, run);
}

function print(what, { count, p50, p95, p99 }) {
  console.log(`  ${what.padEnd(18)}${[count, p50, p95, p99].map((value) => cell(value)).join('')}`);
}
