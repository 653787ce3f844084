import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';

const CALL = /\bgraphql\(\s*`([^`]+)`\s*,?\s*\)/g;

/**
 * Puts each operation as text where it is used, with the fragments it spreads and with __typename, as urql would ask for it. Code
 * Generator's own module holds all operations of all pages, and would be sent with the first.
 */
export function ownOperations(source) {
  let fragments = new Map();
  return {
    name: 'own-operations',
    enforce: 'pre',
    buildStart() {
      fragments = new Map();
      for (const file of readdirSync(source, { recursive: true })) {
        if (!/\.tsx?$/.test(file) || file.includes('generated')) continue;
        for (const [, text] of readFileSync(join(source, file), 'utf8').matchAll(CALL)) {
          for (const one of parse(text).definitions) {
            if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
          }
        }
      }
    },
    transform(code, id) {
      if (!id.startsWith(source) || !code.includes('graphql(')) return undefined;
      return code
        .replace(CALL, (_, text) => JSON.stringify(written(text)))
        .replace(/^import \{ graphql \} from '[^']*api\/generated';$/m, '');
    },
  };

  function written(text) {
    const { definitions } = parse(text, { noLocation: true });
    const known = new Map(definitions.flatMap((one) => (one.name ? [[one.name.value, one]] : [])));
    // What a fragment spreads is met when the list comes to it.
    for (const one of known.values()) {
      visit(one, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment) throw new Error(`There is no fragment ${name.value}.`);
          if (!known.has(name.value)) known.set(name.value, fragment);
        },
      });
    }
    const document = visit(
      { kind: Kind.DOCUMENT, definitions: [...known.values()] },
      {
        SelectionSet(node, _key, parent) {
          if (parent.kind === Kind.OPERATION_DEFINITION || node.selections.some(isTypename)) return undefined;
          return { ...node, selections: [...node.selections, TYPENAME] };
        },
      },
    );
    return stripIgnoredCharacters(print(document));
  }
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const isTypename = (selection) =>
  selection.kind === Kind.FIELD && selection.name.value === '__typename' && !selection.alias;
