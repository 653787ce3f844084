import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { root } from './project.mjs';

// npm run schema: prints the API's schema into docs/api, where every change of the contract is reviewed as a diff.
buildIfNeeded({ quiet: true });
const { printApiSchema } = await import(pathToFileURL(join(root, 'dist/apps/api/src/print-schema.js')).href);
writeFileSync(join(root, 'docs/api/schema.graphql'), await printApiSchema());
