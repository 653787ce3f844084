import { join } from 'node:path';
import { ImportContributions, type ImportProgress, type ImportReport, openSource } from '#libs/exchange';
import { SYSTEM } from '#libs/identity';
import { Configuration, Database } from '#libs/platform';
import { ProjectDirty } from '#libs/search';
import { tell, withContext } from './context.js';
import { type ImportTelling, JsonTelling, WordsTelling } from './import-telling.js';

export interface ImportCommandOptions {
  dryRun: boolean;
  publish: boolean;
  json: boolean;
}

/** Ends an import between two contributions. */
class Interrupted extends Error {}

/** Imports files, folders and ZIPs. Answers the exit code: 1 when anything was faulty or the import was stopped. */
export async function importPaths(paths: string[], options: ImportCommandOptions): Promise<number> {
  const interruption = onInterrupt();
  try {
    return await withContext(async (context) => {
      const source = await openSource(paths, { scratch: join(new Configuration().home, 'import') });
      const telling: ImportTelling = options.json ? new JsonTelling(options) : new WordsTelling(source.files, options);
      let last: ImportReport | undefined;
      const onProgress = (step: ImportProgress) => {
        last = step.report;
        telling.step(step);
        if (interruption.asked) throw new Interrupted();
      };
      let stopped = false;
      try {
        last = await context.get(ImportContributions).execute(SYSTEM, source.entries, { ...options, onProgress });
      } catch (error) {
        if (!(error instanceof Interrupted)) {
          if (last) telling.broken(last);
          throw error;
        }
        stopped = true;
      } finally {
        await source.close();
      }
      if (last) telling.end(last, stopped);
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
