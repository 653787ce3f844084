import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { dataFolder } from '#libs/catalogue';
import type { Actor } from '#libs/identity';
import type { ImportEntry } from '../import/import-item.js';
import { importKey } from '../import/import-key.js';
import { openSource } from '../import/read-contributions.js';
import { ImportedContributions } from '../queries/imported-contributions.js';
import { ImportContributions, type ImportReport } from './import-contributions.js';

/** The files of the demo: real papers as digests, with labels, and invented ones. */
export const demoFiles = {
  corpus: join(dataFolder('exchange'), 'corpus'),
  published: join(dataFolder('exchange'), 'demo', 'published.jsonl'),
  submitted: join(dataFolder('exchange'), 'demo', 'submitted.jsonl'),
};

/** Loads what the demo shows. Once it is there it stays as people changed it: later runs only look. */
@Injectable()
export class LoadDemo {
  constructor(
    @Inject(ImportContributions) private readonly importing: ImportContributions,
    @Inject(ImportedContributions) private readonly imported: ImportedContributions,
  ) {}

  /**
   * `expert`: the account that has one of the submitted contributions as a draft and two as its own; the others are nobody's.
   * Returns how many contributions were added.
   */
  async execute(actor: Actor, { expert }: { expert?: Actor } = {}): Promise<{ created: number; links: number }> {
    const [published, submitted] = await Promise.all([
      read([demoFiles.corpus, demoFiles.published]),
      read([demoFiles.submitted]),
    ]);
    const keys = new Map([...published, ...submitted].map((entry) => [entry, entry.item && importKey(entry.item)]));
    const known = await this.imported.byKeys([...keys.values()].filter((key) => key !== null));
    const missing = (entries: ImportEntry[]) => entries.filter((entry) => !known.has(keys.get(entry) ?? ''));
    const parts = [
      { entries: published, options: { publish: true } },
      { entries: submitted.slice(0, 1), options: { owner: expert, draft: expert !== undefined } },
      { entries: submitted.slice(1, 3), options: { owner: expert } },
      { entries: submitted.slice(3), options: {} },
    ];
    const total = { created: 0, links: 0 };
    for (const { entries, options } of parts) {
      const left = missing(entries);
      if (left.length === 0) continue;
      const report = await this.importing.execute(actor, left, options);
      total.created += report.created;
      total.links += report.links;
      refuseFaults(report);
    }
    return total;
  }
}

async function read(paths: string[]): Promise<ImportEntry[]> {
  const entries: ImportEntry[] = [];
  for await (const entry of (await openSource(paths)).entries) entries.push(entry);
  return entries;
}

/** The demo is part of the project: a fault in it is ours. */
function refuseFaults({ faults }: ImportReport): void {
  const [first] = faults;
  if (first)
    throw new Error(`The demo cannot be loaded: ${first.file}, line ${first.line}, ${first.field}: ${first.message}`);
}
