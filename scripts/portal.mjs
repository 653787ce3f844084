import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compressFiles } from './portal-compress.mjs';
import { fewFiles, routesFile } from './portal-routes.mjs';
import { checkNode, fail, root, runNode } from './project.mjs';

const source = join(root, 'apps', 'portal');
const output = join(root, 'dist', 'portal');
const generated = join(source, 'src', 'api', 'generated');
/** What begins to ask before the portal stands. */
const first = join(source, 'src', 'first.ts');

/** Builds the portal when something it is made from has changed, in a process of its own. */
export function buildPortalIfNeeded({ quiet = false } = {}) {
  if (mark() === readMark(output)) return;
  const stdio = quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit';
  if (!runNode([join(root, 'scripts', 'portal.mjs')], { stdio })) fail('The portal could not be built, see above.');
}

/** Makes the types of the operations from docs/api/schema.graphql; the check of types needs nothing else of the build. */
export async function generateOperations() {
  const inputs = mark([join(source, 'src'), join(root, 'docs/api/schema.graphql')]);
  if (inputs === readMark(generated)) return;
  const { generate } = await import('@graphql-codegen/cli');
  await generate(
    {
      cwd: root,
      silent: true,
      errorsOnly: true,
      schema: join(root, 'docs/api/schema.graphql'),
      documents: [`${source}/src/**/*.{ts,tsx}`, `!${generated}/**`],
      ignoreNoDocuments: true,
      generates: {
        // All enumerations, also those that no operation mentions: their words and signs are complete.
        [`${generated}/enums.ts`]: { plugins: ['typescript'], config: { onlyEnums: true, enumsAsTypes: true } },
        [`${generated}/`]: {
          preset: 'client',
          presetConfig: { fragmentMasking: false },
          config: {
            useTypeImports: true,
            enumsAsTypes: true,
            skipTypename: true,
            scalars: {
              DateTime: 'string',
              Date: 'string',
              PartialDate: 'string',
              LanguageTag: 'string',
              Url: 'string',
            },
          },
        },
      },
    },
    true,
  );
  writeFileSync(join(generated, '.made-from'), inputs);
}

async function build() {
  const begun = Date.now();
  const made = mark();
  await generateOperations();
  // Only here: this file is read before anything is installed.
  const { build: bundle } = await import('vite');
  const { ownOperations } = await import('./portal-operations.mjs');
  // Beside the one being served, and then in its place: a server that starts meanwhile finds a whole one.
  const unfinished = `${output}.${process.pid}`;
  await bundle({
    root: source,
    configFile: false,
    logLevel: 'warn',
    plugins: [ownOperations(join(source, 'src')), routesFile(source, first), pdfFiles, ownLanguagesOnly],
    // Its package offers the development build to bundlers.
    resolve: {
      alias: [
        { find: /^react-router$/, replacement: join(root, 'node_modules/react-router/dist/production/index.mjs') },
        {
          find: /^react-router\/dom$/,
          replacement: join(root, 'node_modules/react-router/dist/production/dom-export.mjs'),
        },
      ],
    },
    build: {
      outDir: unfinished,
      emptyOutDir: true,
      target: 'es2022',
      // Nothing inline: the page's policy allows no such thing.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: join(source, 'index.html'), first },
        output: { codeSplitting: { groups: fewFiles(first) } },
        // "use client" says nothing here: all of it is for the client.
        onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      },
      reportCompressedSize: false,
      sourcemap: false,
    },
  });
  await compressFiles(unfinished);
  writeFileSync(join(unfinished, '.made-from'), made);
  rmSync(output, { recursive: true, force: true });
  renameSync(unfinished, output);
  console.log(`Portal: built in ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}

/** What PDF.js fetches when a PDF needs it: the fonts that every PDF may count on, and JPEG 2000 without WebAssembly. */
const pdfFiles = {
  name: 'pdf-files',
  generateBundle() {
    const from = join(root, 'node_modules', 'pdfjs-dist');
    const fonts = readdirSync(join(from, 'standard_fonts')).map((name) => `standard_fonts/${name}`);
    for (const path of [...fonts, 'wasm/openjpeg_nowasm_fallback.js', 'wasm/LICENSE_OPENJPEG']) {
      this.emitFile({ type: 'asset', fileName: `pdfjs/${path}`, source: readFileSync(join(from, path)) });
    }
  },
};

/** react-aria speaks some thirty languages; those in which the portal itself has no texts are left out. */
const ownLanguagesOnly = {
  name: 'own-languages-only',
  load(id) {
    if (!/[/\\]react-(aria|stately|aria-components)[/\\]/.test(id)) return undefined;
    const language = /[/\\]intl[/\\](?:.*[/\\])?([a-z]{2})-[A-Z]{2}\.m?js$/.exec(id)?.[1];
    if (!language || existsSync(join(source, 'src', 'messages', `${language}.json`))) return undefined;
    return 'export default {}';
  },
};

/** What a build is made from, as one number: contents, since a checkout changes times. */
function mark(
  paths = [
    source,
    join(root, 'docs/api/schema.graphql'),
    join(root, 'scripts/portal.mjs'),
    join(root, 'scripts/portal-compress.mjs'),
    join(root, 'scripts/portal-operations.mjs'),
    join(root, 'scripts/portal-routes.mjs'),
    join(root, 'package-lock.json'),
  ],
) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (path === generated) return;
    if (statSync(path).isDirectory()) for (const entry of readdirSync(path).sort()) add(join(path, entry));
    else if (!path.endsWith('.md')) hash.update(`${path}\0`).update(readFileSync(path));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

function readMark(directory) {
  const file = join(directory, '.made-from');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode();
  mkdirSync(join(root, 'dist'), { recursive: true });
  if (process.argv[2] === '--types') await generateOperations();
  else await build();
  // Code Generator leaves a handle open.
  process.exit();
}
