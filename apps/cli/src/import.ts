import { relative } from 'node:path';
import { ImportContributions, type ImportProgress, type ImportReport, openSource, type Place } from '#libs/exchange';
import { SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { ProjectDirty } from '#libs/search';
import { tell, withContext } from './context.js';

export interface ImportCommandOptions {
  dryRun: boolean;
  publish: boolean;
}

/** Ends an import between two contributions. */
class Interrupted extends Error {}

/** Imports files and folders. Answers the exit code: 1 when anything was faulty or the import was stopped. */
export async function importPaths(paths: string[], options: ImportCommandOptions): Promise<number> {
  const interruption = onInterrupt();
  try {
    return await withContext(async (context) => {
      const source = await openSource(paths);
      const progress = new ProgressLine(source.files, options.dryRun);
      let last: ImportReport | undefined;
      const onProgress = (step: ImportProgress) => {
        last = step.report;
        if (options.dryRun) progress.clear(() => console.log(wouldDo(step)));
        progress.show(step);
        if (interruption.asked) throw new Interrupted();
      };
      let stopped = false;
      try {
        last = await context.get(ImportContributions).execute(SYSTEM, source.entries, { ...options, onProgress });
      } catch (error) {
        if (!(error instanceof Interrupted)) {
          progress.end();
          if (last) console.log(summary(last, options));
          throw error;
        }
        stopped = true;
      }
      progress.end();
      if (last) console.log(fullReport(last, options));
      if (stopped) tell('Stopped. What is imported stays; give the same command again to go on.');
      else if (last && last.created + last.published > 0 && !options.dryRun)
        await makeSearchable(new ProjectDirty(context.get(Database)));
      return stopped || (last?.faulty ?? 0) > 0 ? 1 : 0;
    });
  } finally {
    interruption.end();
  }
}

/** The worker of a running server does the same at the same time; without one, nobody else would before the next start. */
async function makeSearchable(projector: ProjectDirty): Promise<void> {
  while ((await projector.runOnce(200)) > 0);
}

function onInterrupt(): { readonly asked: boolean; end(): void } {
  let asked = false;
  const ask = () => {
    if (!asked) tell('Stopping after this contribution …');
    asked = true;
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, ask);
  return {
    get asked() {
      return asked;
    },
    end: () => {
      for (const signal of signals) process.off(signal, ask);
    },
  };
}

/** On a terminal one line that is rewritten; elsewhere a line now and then. */
class ProgressLine {
  private readonly rewrites = process.stderr.isTTY === true;
  private readonly seen = new Set<string>();
  private done = 0;
  private shownAt = Date.now();

  constructor(
    private readonly files: number,
    private readonly dryRun: boolean,
  ) {}

  show({ place, report }: ImportProgress): void {
    this.done++;
    this.seen.add(place.file);
    // A dry run tells every contribution anyway.
    if (!this.rewrites && this.dryRun) return;
    const now = Date.now();
    if (now - this.shownAt < (this.rewrites ? 100 : 5_000)) return;
    this.shownAt = now;
    const line = `${this.done} read, file ${Math.min(this.seen.size, this.files)} of ${this.files}: ${counts(report)}`;
    if (this.rewrites)
      process.stderr.write(`\r\x1b[K${line.slice(0, Math.max((process.stderr.columns ?? 80) - 1, 20))}`);
    else tell(line);
  }

  /** Lets something be printed where the line stands. */
  clear(print: () => void): void {
    this.end();
    print();
  }

  end(): void {
    if (this.rewrites) process.stderr.write('\r\x1b[K');
  }
}

function wouldDo({ place, title, outcome, published, links }: ImportProgress): string {
  const name = title === null ? '' : ` “${title}”`;
  const also = [...(published ? ['publish'] : []), ...(links > 0 ? [`add ${amount(links, 'link')}`] : [])].join(', ');
  const verb =
    outcome === 'CREATED' ? 'create' : outcome === 'FAULTY' ? 'faulty' : also === '' ? 'unchanged' : 'complete';
  return `${verb.padEnd(9)} ${where(place)}${name}${also === '' ? '' : ` (${also})`}`;
}

function fullReport(report: ImportReport, options: ImportCommandOptions): string {
  const notes = report.notes.map((note) => `  ${where(note)}: ${note.message}`);
  const faults = report.faults.map((fault) => `  ${where(fault)}: ${fault.field}: ${fault.message}`);
  return [
    ...(notes.length > 0 ? ['Notes:', ...notes] : []),
    ...(faults.length > 0 ? ['Faults:', ...faults] : []),
    summary(report, options),
  ].join('\n');
}

function summary(report: ImportReport, { dryRun }: ImportCommandOptions): string {
  return `${dryRun ? 'Nothing was changed. An import would give: ' : 'Imported: '}${counts(report)}.`;
}

function counts({ created, published, unchanged, links, confirmed, faulty }: ImportReport): string {
  const parts = [
    `${created} created`,
    `${published} published`,
    `${unchanged} unchanged`,
    `${amount(links, 'link')} added`,
  ];
  if (confirmed > 0) parts.push(`${amount(confirmed, 'link')} confirmed`);
  return [...parts, `${faulty} faulty`].join(', ');
}

const amount = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** As compilers write it, so that editors and terminals lead there. */
function where({ file, line }: Place): string {
  const near = relative(process.cwd(), file);
  const shown = near === '' || near.startsWith('..') ? file : near;
  return line > 0 ? `${shown}:${line}` : shown;
}
