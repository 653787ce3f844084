import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FindOrCreateOrganisation, OrganisationKind } from '#libs/directory';
import { MakeToken, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Configuration, createLog, Database } from '#libs/platform';
import { ProjectDirty } from '#libs/search';
import { createApi } from '../../apps/api/src/serve.js';
import { areas } from '../../apps/tables.js';
import { createTestDatabase } from './test-database.js';

/** An answer of the API: the HTTP status, and GraphQL's own parts. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for.
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; id?: string } }[];
  extensions?: { cost: { requested: number; limit: number } };
}

/** A caller: sends a document with variables. */
export type Client = (document: string, variables?: Record<string, unknown>) => Promise<Answer>;

export interface TestApi {
  url: string;
  configuration: Configuration;
  database: Database;
  /** By role; expert and rival speak for different organisations. */
  as: Record<'anonymous' | 'expert' | 'rival' | 'analyst' | 'administrator', Client>;
  tokens: Record<'expert' | 'rival' | 'analyst' | 'administrator', string>;
  organisations: Record<'expert' | 'rival', string>;
  /** Does what the worker does until nothing is left. */
  projectAll(): Promise<void>;
  close(): Promise<void>;
}

const PEOPLE = {
  expert: [Role.EXPERT],
  rival: [Role.EXPERT],
  analyst: [Role.ANALYST],
  administrator: [Role.ADMINISTRATOR],
};

/** The real api over a database of the test's own, listening, with an account for each role. */
export async function startTestApi(environment: Record<string, string> = {}): Promise<TestApi> {
  const testDatabase = await createTestDatabase();
  const home = mkdtempSync(join(tmpdir(), 'roundtable-home-'));
  const settings = { PORT: '0', ROUNDTABLE_HOME: home, LOG_LEVEL: process.env.TEST_LOG ?? 'silent' };
  const configuration = new Configuration({ ...settings, ...environment });
  const database = await new Database(testDatabase.url, areas, 8).connect();
  const app = await createApi({ configuration, database, log: createLog(configuration.logLevel, 'test') });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  const save = new SaveAccount(database);
  const makeToken = new MakeToken(database);
  const tokens: Record<string, string> = {};
  const organisations: Record<string, string> = {};
  for (const [name, roles] of Object.entries(PEOPLE)) {
    let organisationId: string | null = null;
    if (roles.includes(Role.EXPERT)) {
      const input = { name: `The ${name}’s firm (invented)`, kind: OrganisationKind.INDUSTRY, country: null };
      const made = await database.transaction((transaction) =>
        new FindOrCreateOrganisation().execute(SYSTEM, input, transaction),
      );
      organisationId = made.id;
      organisations[name] = made.id;
    }
    const account = await save.execute(SYSTEM, {
      email: `${name}@example.org`,
      name,
      roles,
      password: 'correct horse battery',
      organisationId,
    });
    tokens[name] = (await makeToken.execute(SYSTEM, { accountId: account.id, name: 'test', hours: 1 })).token;
  }
  const client =
    (token?: string): Client =>
    (query, variables) =>
      post(url, { query, variables }, token);
  const projector = new ProjectDirty(database);
  return {
    url,
    configuration,
    database,
    tokens: tokens as TestApi['tokens'],
    organisations: organisations as TestApi['organisations'],
    as: {
      anonymous: client(),
      expert: client(tokens.expert),
      rival: client(tokens.rival),
      analyst: client(tokens.analyst),
      administrator: client(tokens.administrator),
    },
    async projectAll() {
      while ((await projector.runOnce(100)) > 0);
    },
    async close() {
      await app.close();
      await database.close();
      await testDatabase.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function post(url: string, body: unknown, token: string | undefined): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    ...((await response.json()) as Omit<Answer, 'status' | 'headers'>),
  };
}
