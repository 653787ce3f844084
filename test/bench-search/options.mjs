import { parseArgs } from 'node:util';

const HELP = `npm run bench:search -- [options]

  --passages N   how many to load, ten a contribution (10000)
  --seconds N    length of the run at ten queries a second (20)
  --step N       length of each run at a higher rate (6)
  --rate N       highest rate tried (200); 10 for none beyond ten a second
  --freshness    also how soon an edit is found, and what a change of many papers does to it
  --only NAMES   some of: postgres, meilisearch (postgres, and meilisearch where MEILI_URL is set)
  --json         a JSON line for each deployment
  --keep         leaves the database behind and says where
  --home DIR     uses a database left behind by --keep`;

const DEPLOYMENTS = ['postgres', 'meilisearch'];

/** What the command line asks for; ends the process where it asks for help or makes no sense. */
export function readOptions(argv) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        passages: { type: 'string', default: '10000' },
        seconds: { type: 'string', default: '20' },
        step: { type: 'string', default: '6' },
        rate: { type: 'string', default: '200' },
        freshness: { type: 'boolean', default: false },
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        home: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const whole = (name, low, high) => {
      const value = Number(values[name]);
      if (Number.isInteger(value) && value >= low && value <= high) return value;
      throw new Error(`--${name} must be a whole number from ${low} to ${high}.`);
    };
    const only = values.only?.split(',') ?? (process.env.MEILI_URL ? DEPLOYMENTS : ['postgres']);
    const odd = only.find((name) => !DEPLOYMENTS.includes(name));
    if (odd) throw new Error(`--only takes ${DEPLOYMENTS.join(', ')}; not “${odd}”.`);
    if (only.includes('meilisearch') && !process.env.MEILI_URL)
      throw new Error('Set MEILI_URL to measure Meilisearch.');
    return {
      ...values,
      only,
      passages: whole('passages', 1_000, 1_000_000),
      seconds: whole('seconds', 1, 600),
      step: whole('step', 1, 120),
      rate: whole('rate', 10, 1_000),
    };
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}
