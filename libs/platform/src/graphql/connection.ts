import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ErrorCode, refuse } from '../errors/refusal.js';
import { encodeCursor } from './keyset.js';
import type { Page } from './page.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'More follow after this page.' })
  hasNextPage: boolean;

  @Field({ description: 'More come before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  endCursor: string | null;
}

/** What a connection's value looks like in code. */
export interface ConnectionValue<Item> {
  edges: { cursor: string; node: Item }[];
  nodes: Item[];
  pageInfo: PageInfo;
  /** A getter: counted only when asked for. */
  readonly totalCount: Promise<number>;
}

// biome-ignore lint/suspicious/noExplicitAny: the class or interface type of the nodes, as @Field takes it.
type NodeClass = () => any;

/** Makes the Relay connection and edge types of a node type, named `<name>Connection` and `<name>Edge`. */
export function connectionType(name: string, node: NodeClass) {
  @ObjectType(`${name}Edge`, { description: 'One item of a page, with its place.' })
  class Edge {
    @Field({ description: 'Place of this item, to page from.' })
    cursor: string;

    @Field(node, { description: 'The item.' })
    node: unknown;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list, with its total.' })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page with their cursors.' })
    edges: Edge[];

    @Field(() => [node()], { description: 'The items of this page, without cursors.' })
    nodes: unknown[];

    @Field(() => PageInfo, { description: 'Whether more follow or come before.' })
    pageInfo: PageInfo;

    @Field(() => Int, {
      description: 'How many there are in all, that the caller may read. Counted only when asked for.',
    })
    totalCount: number;
  }
  return Connection;
}

/** Puts one row too many (see keyset) into a connection. */
export function toConnection<Row extends { cursor: string }, Item>(
  rows: Row[],
  page: Page,
  toItem: (row: Row) => Item,
  totalCount: () => Promise<number>,
): ConnectionValue<Item> {
  const more = rows.length > page.size;
  const kept = rows.slice(0, page.size);
  if (page.backwards) kept.reverse();
  const edges = kept.map((row) => ({ cursor: encodeCursor(row.cursor), node: toItem(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.backwards ? page.before !== undefined : more,
      hasPreviousPage: page.backwards ? more : page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return totalCount();
    },
  };
}

/** A connection over a short list that is held in memory, in a fixed order. */
export function listConnection<Item>(items: Item[], page: Page): ConnectionValue<Item> {
  const from = page.after === undefined ? 0 : placeOf(page.after) + 1;
  const rows = items.slice(from, from + page.size + 1).map((item, index) => ({ cursor: String(from + index), item }));
  return toConnection(
    rows,
    page,
    (row) => row.item,
    async () => items.length,
  );
}

function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{1,9}$/.test(text))
    throw refuse(ErrorCode.INVALID, 'after must be a cursor that this list returned.', ['after']);
  return Number(text);
}
