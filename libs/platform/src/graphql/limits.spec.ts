import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { costOf, limits, limitsRule } from './limits.js';

const schema = buildSchema(`
  type Query { item: Item items(first: Int, last: Int, after: String): Items near(first: Int): [Item!]! nodes(ids: [ID!]!): [Item]! }
  type Mutation { act(n: Int): Item }
  type Subscription { item: Item }
  type Items { nodes: [Item] edges: [Edge] totalCount: Int }
  type Edge { node: Item }
  type Item { id: ID item: Item items(first: Int, last: Int): Items kin: [Item!]! words: [String!] }
`);

/** What the rule says, and the cost it found. */
function measure(text: string) {
  const document = parse(text);
  const errors = validate(schema, document, [limitsRule]);
  return { cost: costOf(document), errors: errors.map((error) => error.message) };
}
const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

describe('the cost of a document', () => {
  it.each([
    ['{ item { id } }', 2],
    ['{ items { totalCount } }', 2],
    ['{ items { nodes { id } } }', 1 + 20 * 2],
    ['{ items(first: 100) { nodes { id } } }', 1 + 100 * 2],
    ['{ items(last: 7) { edges { node { id } } } }', 1 + 7 * 3],
    ['query Q($n: Int) { items(first: $n) { nodes { id } } }', 1 + 100 * 2],
    ['{ items(first: 5000) { nodes { id } } }', 1 + 100 * 2],
    ['{ items(first: -5) { nodes { id } } }', 1 + 1 * 2],
    ['{ items(first: 10) { nodes { items(first: 10) { nodes { id } } } } }', 1 + 10 * (1 + 1 + 10 * 2)],
    ['{ items(first: 10) { ...P } } fragment P on Items { nodes { id } }', 1 + 10 * 2],
    ['{ items(first: 10) { ... on Items { ...P } } } fragment P on Items { nodes { id } }', 1 + 10 * 2],
    ['{ near(first: 10) { id item { id } } }', 1 + 10 * 3],
    ['{ item { kin { id words } } }', 1 + 1 + 5 * 2],
    ['{ item { ... { kin { ...I } } } } fragment I on Item { kin { id } }', 1 + 1 + 5 * (1 + 5 * 1)],
    ['{ items(first: 10) { nodes { kin { id } } } }', 1 + 10 * (1 + 1 + 5 * 1)],
    ['{ __schema { types { ...T } } } fragment T on __Type { fields { name } }', 4],
    ['{ item { ...I } } fragment I on Item { id }', 2],
    ['{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3 * 1],
    ['query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }', 1 + 100 * 1],
    ['{ page: items { list: nodes { id } } }', 1 + 20 * 2],
    ['query A { item { id } } query B { items { nodes { id } } }', 1 + 20 * 2],
  ])('%s', (text, cost) => {
    expect(measure(text)).toEqual({ cost, errors: [] });
  });
});

describe('the limits', () => {
  const nested = (depth: number, leaf = 'id') => `${'item { '.repeat(depth - 1)}${leaf}${' }'.repeat(depth - 1)}`;
  it.each([
    ['depth', `{ ${nested(limits.depth)} }`, `{ ${nested(limits.depth + 1)} }`],
    [
      'depth through fragments',
      `{ item { ...A } } fragment A on Item { ${nested(limits.depth - 1)} }`,
      `{ item { ...A } } fragment A on Item { ${nested(limits.depth)} }`,
    ],
    [
      'aliases',
      `{ item { ${many(limits.aliases, (i) => `a${i}: id`)} } }`,
      `{ item { ${many(limits.aliases + 1, (i) => `a${i}: id`)} } }`,
    ],
    [
      'fields at the root',
      `{ ${many(limits.rootFields, (i) => `a${i}: item { id }`)} }`,
      `{ ${many(limits.rootFields + 1, (i) => `a${i}: item { id }`)} }`,
    ],
    [
      'fields at the root, through fragments',
      `{ ...A ...A } fragment A on Query { ${many(limits.rootFields / 2, (i) => `a${i}: item { id }`)} }`,
      `{ ...A ...A } fragment A on Query { ${many(limits.rootFields / 2 + 1, (i) => `a${i}: item { id }`)} }`,
    ],
    [
      'commands',
      `mutation { ${many(limits.commands, (i) => `a${i}: act { id }`)} }`,
      `mutation { ${many(limits.commands + 1, (i) => `a${i}: act { id }`)} }`,
    ],
    [
      'spreads',
      `{ ${'...A '.repeat(limits.rootFields)} } fragment A on Query { item { id } }`,
      `{ item { ${'...A '.repeat(limits.fragmentSpreads + 1)} } } fragment A on Item { id }`,
    ],
    [
      'directives',
      `{ item ${'@include(if: true) '.repeat(limits.directives)} { id } }`,
      `{ item ${'@include(if: true) '.repeat(limits.directives + 1)} { id } }`,
    ],
    [
      'cost',
      `{ items(first: 100) { nodes { items(first: 100) { nodes { ${many(9, (i) => `a${i}: id`)} } } } } }`,
      `{ items(first: 100) { nodes { items(first: 100) { nodes { items(first: 100) { nodes { id } } } } } } }`,
    ],
    [
      'cost of lists that lead to lists',
      `{ item { ${'kin { '.repeat(7)}id${' }'.repeat(7)} } }`,
      `{ item { ${'kin { '.repeat(8)}id${' }'.repeat(8)} } }`,
    ],
  ])('%s', (_, fits, exceeds) => {
    expect(measure(fits).errors).toEqual([]);
    expect(measure(exceeds).errors).toEqual([expect.stringMatching(/^The request has .+; at most \d+ are allowed\.$/)]);
  });

  it('measure doubling fragments without unfolding them, and circles without an end', () => {
    const doubling = many(200, (i) => `fragment F${i} on Item { a: item { ...F${i + 1} } b: item { ...F${i + 1} } }`);
    const begun = Date.now();
    expect(measure(`{ item { ...F0 } } ${doubling} fragment F200 on Item { id }`).errors.length).toBeGreaterThan(2);
    measure(
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A item { ...C } } fragment C on Item { item { ...C } }',
    );
    expect(Date.now() - begun).toBeLessThan(500);
  });

  it('offer no subscriptions', () => {
    expect(measure('subscription { item { id } }').errors).toEqual([expect.stringMatching(/not offered/)]);
  });
});
