import { relative } from 'node:path';
import type { ImportProgress, ImportReport, Place } from '#libs/exchange';
import { tell } from './context.js';

interface TellingOptions {
  dryRun: boolean;
}

/** How an import is told while it runs, and at its end. */
export interface ImportTelling {
  step(step: ImportProgress): void;
  /** It ended in its middle, by an error that is told elsewhere. */
  broken(report: ImportReport): void;
  end(report: ImportReport, stopped: boolean): void;
}

/** So many contributions, or so long, between two lines of progress. */
const EVERY = 100;
const EVERY_MS = 1_000;
const REWRITES_EVERY_MS = 100;

/** For programs: a line of JSON each, `event` first, on standard output. */
export class JsonTelling implements ImportTelling {
  private done = 0;
  private shownAt = Date.now();

  constructor(private readonly options: TellingOptions) {}

  step({ place, title, outcome, published, links, report }: ImportProgress): void {
    this.done++;
    if (this.options.dryRun) this.write('contribution', { ...place, title, outcome, published, links });
    if (this.done % EVERY !== 0 && Date.now() - this.shownAt < EVERY_MS) return;
    this.shownAt = Date.now();
    this.write('progress', { read: this.done, ...countsOf(report) });
  }

  broken(report: ImportReport): void {
    this.write('broken', { read: this.done, ...countsOf(report) });
  }

  end(report: ImportReport, stopped: boolean): void {
    for (const note of report.notes) this.write('note', { ...note });
    for (const fault of report.faults) this.write('fault', { ...fault });
    this.write(stopped ? 'stopped' : 'done', { read: this.done, dryRun: this.options.dryRun, ...countsOf(report) });
  }

  private write(event: string, what: object): void {
    console.log(JSON.stringify({ event, ...what }));
  }
}

/** For people. On a terminal one line that is rewritten; elsewhere a line now and then. */
export class WordsTelling implements ImportTelling {
  private readonly rewrites = process.stderr.isTTY === true;
  private readonly seen = new Set<string>();
  private done = 0;
  private shownAt = Date.now();

  constructor(
    private readonly files: number,
    private readonly options: TellingOptions,
  ) {}

  step(step: ImportProgress): void {
    this.done++;
    this.seen.add(step.place.file);
    if (this.options.dryRun) {
      this.clear();
      console.log(wouldDo(step));
      // It tells every contribution anyway.
      if (!this.rewrites) return;
    }
    const due = this.rewrites ? REWRITES_EVERY_MS : EVERY_MS;
    if (Date.now() - this.shownAt < due && (this.rewrites || this.done % EVERY !== 0)) return;
    this.shownAt = Date.now();
    const file = Math.min(this.seen.size, this.files);
    const line = `${this.done} read, file ${file} of ${this.files}: ${counts(step.report)}`;
    if (this.rewrites)
      process.stderr.write(`\r\x1b[K${line.slice(0, Math.max((process.stderr.columns ?? 80) - 1, 20))}`);
    else tell(line);
  }

  broken(report: ImportReport): void {
    this.clear();
    console.log(summary(report, this.options));
  }

  end(report: ImportReport): void {
    this.clear();
    console.log(fullReport(report, this.options));
  }

  private clear(): void {
    if (this.rewrites) process.stderr.write('\r\x1b[K');
  }
}

function countsOf({ faults: _, notes: __, ...numbers }: ImportReport): Omit<ImportReport, 'faults' | 'notes'> {
  return numbers;
}

function wouldDo({ place, title, outcome, published, links }: ImportProgress): string {
  const name = title === null ? '' : ` “${title}”`;
  const also = [...(published ? ['publish'] : []), ...(links > 0 ? [`add ${amount(links, 'link')}`] : [])].join(', ');
  const verb =
    outcome === 'CREATED' ? 'create' : outcome === 'FAULTY' ? 'faulty' : also === '' ? 'unchanged' : 'complete';
  return `${verb.padEnd(9)} ${where(place)}${name}${also === '' ? '' : ` (${also})`}`;
}

function fullReport(report: ImportReport, options: TellingOptions): string {
  const notes = report.notes.map((note) => `  ${where(note)}: ${note.message}`);
  const faults = report.faults.map((fault) => `  ${where(fault)}: ${fault.field}: ${fault.message}`);
  return [
    ...(notes.length > 0 ? ['Notes:', ...notes] : []),
    ...(faults.length > 0 ? ['Faults:', ...faults] : []),
    summary(report, options),
  ].join('\n');
}

function summary(report: ImportReport, { dryRun }: TellingOptions): string {
  const words = `${dryRun ? 'Nothing was changed. An import would give: ' : 'Imported: '}${counts(report)}.`;
  return report.files > 0 && !dryRun ? `${words} The server's worker reads the files.` : words;
}

function counts({ created, published, unchanged, links, confirmed, awaited, files, faulty }: ImportReport): string {
  const parts = [
    `${created} created`,
    `${published} published`,
    `${unchanged} unchanged`,
    `${amount(links, 'link')} added`,
  ];
  if (confirmed > 0) parts.push(`${amount(confirmed, 'link')} confirmed`);
  if (awaited > 0) parts.push(`${amount(awaited, 'quote')} to be looked up in files`);
  if (files > 0) parts.push(amount(files, 'file'));
  return [...parts, `${faulty} faulty`].join(', ');
}

const amount = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** As compilers write it, so that editors and terminals lead there. */
function where({ file, line }: Place): string {
  const near = relative(process.cwd(), file);
  const shown = near === '' || near.startsWith('..') ? file : near;
  return line > 0 ? `${shown}:${line}` : shown;
}
