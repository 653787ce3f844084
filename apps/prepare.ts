import { LoadCatalogue, readCatalogueFiles, Themes } from '#libs/catalogue';
import { LoadEvents, readEventFiles } from '#libs/directory';
import { SYSTEM } from '#libs/identity';
import { Database, migrate } from '#libs/platform';
import { areas } from './tables.js';

/** Brings a database to this release: its schema, and the reference data of the project's own files. Safe to repeat. */
export async function prepareDatabase(url: string, log: (line: string) => void = () => undefined): Promise<void> {
  const ran = await migrate(url, areas);
  if (ran.length > 0)
    log(`Brought the database to this release (${ran.length} ${ran.length === 1 ? 'migration' : 'migrations'}).`);
  const database = await new Database(url, areas, 2).connect();
  try {
    const catalogue = await new LoadCatalogue(database).execute(SYSTEM, await readCatalogueFiles());
    const events = await new LoadEvents(database, new Themes(database)).execute(SYSTEM, await readEventFiles());
    const added = catalogue.added + events.added;
    const changed = catalogue.changed + events.changed;
    if (added + changed > 0) log(`Loaded the reference data: ${added} added, ${changed} changed.`);
  } finally {
    await database.close();
  }
}
