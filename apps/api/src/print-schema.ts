import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { Configuration, createLog, Database } from '#libs/platform';
import { areas } from '../../tables.js';
import { createApi } from './serve.js';

/** The API's schema as text, sorted: what docs/api/schema.graphql holds for clients and reviewers. Needs no database. */
export async function printApiSchema(): Promise<string> {
  const configuration = new Configuration({ LOG_LEVEL: 'silent' });
  const database = new Database('postgres://127.0.0.1/none', areas);
  const app = await createApi({ configuration, database, log: createLog('silent', 'schema') });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const text = printSchema(lexicographicSortSchema(schema));
  await app.close();
  return `# Printed from the code by "npm run schema"; a test compares the two.\n\n${text}\n`;
}
