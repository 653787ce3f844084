import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { ErrorCode, Refusal, refuse } from '#libs/platform';
import {
  type ImportEntry,
  type ImportFault,
  type ImportItem,
  type ImportNote,
  type Place,
  placeOf,
} from '../import/import-item.js';
import { importKey } from '../import/import-key.js';
import { type ImportedContribution, ImportedContributions } from '../queries/imported-contributions.js';
import { KnownCodes } from '../queries/known-codes.js';
import { ImportOne, type ItemOptions, type ItemOutcome } from './import-one.js';
import type { KnownParties } from './import-parties.js';

export interface ImportOptions extends Partial<ItemOptions> {
  /** In whose name contributions are handed in; by the one who imports, and so nobody's, when absent. Not with `publish`. */
  owner?: Actor;
  /** Called after each entry, when its transaction has committed. */
  onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  place: Place;
  title: string | null;
  /** What was done, or in a dry run would be; FAULTY: nothing, because of its faults. */
  outcome: ItemOutcome['outcome'] | 'FAULTY';
  published: boolean;
  links: number;
  /** The counts so far. */
  report: ImportReport;
}

export interface ImportReport {
  created: number;
  published: number;
  /** Imported before, by content. */
  unchanged: number;
  /** Links added. */
  links: number;
  /** Links that an earlier import proposed and this one confirmed. */
  confirmed: number;
  /** Quotes of files, to be looked up when those are read. */
  awaited: number;
  /** Files that came with what was created. */
  files: number;
  faulty: number;
  faults: ImportFault[];
  notes: ImportNote[];
}

// Entries whose keys are looked up in one statement.
const CHUNK = 200;

/**
 * Imports contributions, each in a transaction of its own: whenever it is stopped, whole contributions are there, and the next
 * run goes on. The same content is never imported twice; of what is there already, missing links are added.
 */
@Injectable()
export class ImportContributions {
  constructor(
    @Inject(KnownCodes) private readonly codes: KnownCodes,
    @Inject(ImportedContributions) private readonly imported: ImportedContributions,
    @Inject(ImportOne) private readonly one: ImportOne,
  ) {}

  /** Refuses NOT_ALLOWED to anybody but analysts. Faulty entries are reported and passed over. */
  async execute(
    actor: Actor,
    entries: Iterable<ImportEntry> | AsyncIterable<ImportEntry>,
    options: ImportOptions = {},
  ): Promise<ImportReport> {
    if (!isAnalyst(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts and administrators may import.');
    const run = new ImportRun(options, await this.codes.load());
    const as = options.publish ? actor : (options.owner ?? actor);
    for await (const chunk of inChunks(entries, CHUNK)) {
      const readable = chunk.flatMap((entry) =>
        entry.item && entry.faults.length === 0 ? [[entry, importKey(entry.item)] as const] : [],
      );
      const keys = new Map(readable);
      const before = await this.imported.byKeys([...keys.values()]);
      for (const entry of chunk) {
        const key = keys.get(entry);
        // Unknown codes are told together with whatever else is wrong, so that one look mends all.
        if (entry.item === null || key === undefined)
          run.faulty(entry, [...entry.faults, ...placed(entry, entry.item ? run.unknownCodes(entry.item) : [])]);
        else await this.importEntry(as, entry, entry.item, key, before.get(key), run);
      }
    }
    return run.report;
  }

  private async importEntry(
    actor: Actor,
    entry: ImportEntry,
    item: ImportItem,
    key: string,
    before: ImportedContribution | undefined,
    run: ImportRun,
  ): Promise<void> {
    const unknown = run.unknownCodes(item);
    if (unknown.length > 0) return run.faulty(entry, placed(entry, unknown));
    const first = run.firstPlace(key, entry.place);
    if (first) return run.repeated(entry, first);
    try {
      const options = run.itemOptions;
      let outcome: ItemOutcome;
      try {
        outcome = before
          ? await this.one.complete(actor, item, before, options)
          : await this.one.add(actor, item, key, run.parties, options);
      } catch (error) {
        // Another import that runs at the same time was quicker.
        const meanwhile = before ? undefined : (await this.imported.byKeys([key])).get(key);
        if (!meanwhile || !(error instanceof Refusal && error.code === ErrorCode.DUPLICATE)) throw error;
        outcome = await this.one.complete(actor, item, meanwhile, options);
      }
      run.done(entry, outcome);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      run.faulty(
        entry,
        placed(
          entry,
          error.faults.map((fault) => ({ field: fault.path?.join('.') ?? 'item', message: fault.message })),
        ),
      );
    }
  }
}

function placed(entry: ImportEntry, faults: { field: string; message: string }[]): ImportFault[] {
  return faults.map((fault) => ({ ...placeOf(entry, fault.field), ...fault }));
}

/** What one run knows and counts. */
class ImportRun {
  readonly report: ImportReport = {
    created: 0,
    published: 0,
    unchanged: 0,
    links: 0,
    confirmed: 0,
    awaited: 0,
    files: 0,
    faulty: 0,
    faults: [],
    notes: [],
  };
  readonly parties: KnownParties = new Map();
  readonly itemOptions: ItemOptions;
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly options: ImportOptions,
    readonly unknownCodes: (item: ImportItem) => { field: string; message: string }[],
  ) {
    const { publish = false, dryRun = false, draft = false } = options;
    this.itemOptions = { publish, dryRun, draft: draft && !publish };
  }

  /** Where this run met the same content before. */
  firstPlace(key: string, place: Place): Place | undefined {
    const first = this.places.get(key);
    if (!first) this.places.set(key, place);
    return first;
  }

  done(entry: ImportEntry, { outcome, published, links, confirmed, awaited, files, note }: ItemOutcome): void {
    if (outcome === 'CREATED') this.report.created++;
    if (published) this.report.published++;
    if (outcome === 'UNCHANGED' && !published) this.report.unchanged++;
    this.report.links += links;
    this.report.confirmed += confirmed;
    this.report.awaited += awaited;
    this.report.files += files;
    // What a reader of the source made of its words matters once, when they are taken over.
    if (outcome === 'CREATED') this.report.notes.push(...entry.notes);
    if (note) this.report.notes.push({ ...entry.place, message: note });
    this.tell(entry, outcome, published, links);
  }

  repeated(entry: ImportEntry, first: Place): void {
    this.report.unchanged++;
    this.report.notes.push({
      ...entry.place,
      message: `Says the same as ${first.file}, line ${first.line}; one contribution stands for both.`,
    });
    this.tell(entry, 'UNCHANGED', false, 0);
  }

  faulty(entry: ImportEntry, faults: ImportFault[]): void {
    this.report.faulty++;
    this.report.faults.push(...faults);
    this.tell(entry, 'FAULTY', false, 0);
  }

  private tell(
    { place, title }: ImportEntry,
    outcome: ImportProgress['outcome'],
    published: boolean,
    links: number,
  ): void {
    this.options.onProgress?.({ place, title, outcome, published, links, report: this.report });
  }
}

async function* inChunks<Value>(values: Iterable<Value> | AsyncIterable<Value>, size: number): AsyncGenerator<Value[]> {
  let chunk: Value[] = [];
  for await (const value of values) {
    if (chunk.push(value) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
