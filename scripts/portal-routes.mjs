import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Says in routes.json which addresses are pages (the api answers them with the portal, and anything else with 404), what each page needs
 * beside the first script, and so do the languages: the api names it in the page it sends, so that nothing waits for the script to ask.
 */
export function routesFile(source, first) {
  return {
    name: 'routes-file',
    // When all is written: names may change until then.
    writeBundle({ dir }, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const of = (module) => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module);
        if (!chunk) throw new Error(`${module} is no chunk of its own.`);
        return chunk;
      };
      const html = readFileSync(join(dir, 'index.html'), 'utf8');
      const sent = new Set([...html.matchAll(/"\/(assets\/[^"]+)"/g)].map(([, name]) => name));
      const isMissing = (name) => !sent.has(name);
      const beside = (chunk) => {
        const { scripts, styles } = needs(chunk, bundle);
        return { scripts: scripts.filter(isMissing), styles: styles.filter(isMissing) };
      };
      const pages = readPages(source).map(({ path, file }) => ({ path, ...beside(of(file)) }));
      const languages = Object.fromEntries(
        chunks
          .map((chunk) => [/[/\\]messages[/\\]([a-z]+)\.json$/.exec(chunk.facadeModuleId ?? '')?.[1], chunk.fileName])
          .filter(([language]) => language),
      );
      // Its entry may be a file that only imports: one more to fetch before anything is asked.
      const isDoor = ({ fileName, code, imports }) => imports.length === 1 && code.trim().length < fileName.length + 20;
      const begin = needs(of(first), bundle).scripts.slice(isDoor(of(first)) ? 1 : 0);

      writeFileSync(join(dir, 'routes.json'), JSON.stringify({ pages, languages, begin }));
    },
  };
}

/** A chunk and all that it imports, with their styles; itself first. */
function needs(chunk, bundle, found = { scripts: [], styles: [] }) {
  if (found.scripts.includes(chunk.fileName)) return found;
  found.scripts.push(chunk.fileName);
  // A chunk of styles alone is taken out of the bundle; whoever imports it has its styles.
  for (const name of chunk.imports) if (bundle[name]) needs(bundle[name], bundle, found);
  for (const style of chunk.viteMetadata?.importedCss ?? [])
    if (!found.styles.includes(style)) found.styles.push(style);
  return found;
}

/** From the list of pages itself, so that there is one. */
function readPages(source) {
  const text = readFileSync(join(source, 'src', 'routes.ts'), 'utf8');
  const entries = [...text.matchAll(/path: '([^'*]+)', page: \(\) => import\('\.\/([^']+)'\)/g)];
  return entries.map(([, path, module]) => ({ path, file: join(source, 'src', `${module}.tsx`) }));
}

/**
 * What goes into one file. A browser has six requests under way at a time, and on a slow line each costs a journey there and back: forty
 * small files that share what they can would take longer than what they weigh. What begins to ask comes apart, since it must not wait for
 * the rest; what many pages show comes together, without what only dialogs need.
 */
export function fewFiles(first) {
  const asks = new Set([first, ...importsOf(first)]);
  const isHeavy =
    /[/\\]parts[/\\](confirm-dialog|form-dialog|differences|markdown|marked-text|choose-many|chosen|tabs|subjects)\./;
  return [
    { name: 'ask', test: (id) => asks.has(id) || /preload-helper|rolldown[/\\]runtime/.test(id), priority: 3 },
    { name: 'base', tags: ['$initial'], priority: 2 },
    {
      name: 'parts',
      test: (id) => (/[/\\]src[/\\](parts|api|app)[/\\]/.test(id) && !isHeavy.test(id)) || id.includes('lucide-react'),
      minShareCount: 3,
      priority: 1,
    },
  ];

  /** The portal's own modules that one imports, and what those import. */
  function importsOf(file, found = new Set()) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^import (?!type ).*from '(\.[^']+)';$/gm)) {
      const path = ['.ts', '.tsx'].map((ending) => join(file, '..', name + ending)).find(existsSync);
      if (!path || found.has(path)) continue;
      found.add(path);
      importsOf(path, found);
    }
    return found;
  }
}
