import { parseArgs } from 'node:util';

const HELP = `npm run bench:import -- [options]

  --papers N  how many PDFs (1000; with --one none)
  --pages N   of each (20)
  --one N     afterwards, or alone: one paper of N pages, as an expert hands it in
  --samples N how often (5)
  --json      the figures as one line of JSON`;

/** What the command line asks for; ends the process where it asks for help or makes no sense. */
export function readOptions(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        papers: { type: 'string' },
        one: { type: 'string' },
        samples: { type: 'string', default: '5' },
        pages: { type: 'string', default: '20' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
    values.papers ??= values.one ? '0' : '1000';
    for (const name of [
      'pages',
      'samples',
      ...(values.one ? ['one'] : []),
      ...(values.papers === '0' ? [] : ['papers']),
    ])
      if (!/^[1-9]\d{0,4}$/.test(values[name])) throw new Error(`--${name} must be a whole number from 1 to 99999.`);
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { papers, pages, one, samples, json } = values;
  return { papers: Number(papers), pages: Number(pages), one: one && Number(one), samples: Number(samples), json };
}
