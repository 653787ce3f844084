import { parseArgs } from 'node:util';

const HELP = `npm run bench -- [options]

  --contributions N  how many to load; three links each (20000)
  --seconds N        length of one run (5)
  --runs N           runs of each query; the median counts (5)
  --connections N    of the load generator (16)
  --only NAMES       some of: queries, statements, submissions (all)
  --json FILE        writes the figures there too
  --keep             leaves the database behind and says where
  --home DIR         uses a database left behind by --keep`;

const PARTS = ['queries', 'statements', 'submissions'];

/** What the command line asks for; ends the process where it asks for help or makes no sense. */
export function readOptions(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        contributions: { type: 'string', default: '20000' },
        seconds: { type: 'string', default: '5' },
        runs: { type: 'string', default: '5' },
        connections: { type: 'string', default: '16' },
        only: { type: 'string', default: PARTS.join(',') },
        json: { type: 'string' },
        keep: { type: 'boolean', default: false },
        home: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
    const whole = (name, low, high) => {
      const value = Number(values[name]);
      if (Number.isInteger(value) && value >= low && value <= high) return value;
      throw new Error(`--${name} must be a whole number from ${low} to ${high}.`);
    };
    const only = values.only.split(',');
    const odd = only.find((part) => !PARTS.includes(part));
    if (odd) throw new Error(`--only takes ${PARTS.join(', ')}; not “${odd}”.`);
    if (!values.help) {
      return {
        contributions: whole('contributions', 100, 200_000),
        seconds: whole('seconds', 1, 60),
        runs: whole('runs', 1, 20),
        connections: whole('connections', 1, 200),
        only: new Set(only),
        json: values.json,
        keep: values.keep || values.home !== undefined,
        home: values.home,
      };
    }
    console.log(HELP);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}
