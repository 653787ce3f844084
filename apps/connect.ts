import { type Configuration, openEmbeddedPostgres } from '#libs/platform';

/** The PostgreSQL that a process uses, and how it lets go of it. */
export interface OpenDatabase {
  url: string;
  /** EMBEDDED: ours, started or joined. OUTSIDE: the one that DATABASE_URL names. */
  kind: 'EMBEDDED' | 'OUTSIDE';
  close(): Promise<void>;
}

/** DATABASE_URL where it is set; else the embedded PostgreSQL of ROUNDTABLE_HOME, started or, when it runs already, joined; a tended one is started again when it dies. */
export async function openDatabase(
  configuration: Configuration,
  log: (line: string) => void,
  { tended = false } = {},
): Promise<OpenDatabase> {
  if (configuration.databaseUrl)
    return { url: configuration.databaseUrl, kind: 'OUTSIDE', close: async () => undefined };
  const embedded = await openEmbeddedPostgres({ home: configuration.home, log, tended });
  return { url: embedded.url, kind: 'EMBEDDED', close: () => embedded.close() };
}
