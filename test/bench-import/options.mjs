import { parseArgs } from 'node:util';

const HELP = `npm run bench:import -- [options]

  --papers N  how many PDFs (1000)
  --pages N   of each (20)
  --json      the figures as one line of JSON`;

/** What the command line asks for; ends the process where it asks for help or makes no sense. */
export function readOptions(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        papers: { type: 'string', default: '1000' },
        pages: { type: 'string', default: '20' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
    for (const name of ['papers', 'pages'])
      if (!/^[1-9]\d{0,4}$/.test(values[name])) throw new Error(`--${name} must be a whole number from 1 to 99999.`);
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  return { papers: Number(values.papers), pages: Number(values.pages), json: values.json };
}
