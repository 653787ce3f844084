import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValueNode,
} from 'graphql';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './page.js';

/** Limits of one request. Generous for reports; README states them, and every answer carries the cost it had. */
export const limits = {
  tokens: 20_000,
  depth: 24,
  aliases: 500,
  rootFields: 50,
  /** Of a mutation: each is a command of its own, and a sign-in may not be tried by the dozen in one request. */
  commands: 20,
  fragmentSpreads: 500,
  directives: 200,
  /** Fields that may be returned at most, counting lists by their page size, and those that have none as PLAIN_LIST. */
  cost: 200_000,
  requestBytes: 5_000_000,
};

/** What a list that has no pages counts as: such lists are short, but each may lead to the next. */
const PLAIN_LIST = 5;

// The cost of the dearest operation of a document, kept for as long as the parsed document is.
const costs = new WeakMap<DocumentNode, number>();

/** What limitsRule found a document to cost; undefined before it was validated. */
export function costOf(document: DocumentNode | undefined): number | undefined {
  return document && costs.get(document);
}

interface Measure {
  /** Fields at this level, those of fragments too. */
  fields: number;
  /** It has edges or nodes at this level, so it is a page of a list. */
  isPage: boolean;
  depth: number;
  cost: number;
  aliases: number;
  spreads: number;
  directives: number;
}

const NOTHING: Readonly<Measure> = {
  fields: 0,
  isPage: false,
  depth: 0,
  cost: 0,
  aliases: 0,
  spreads: 0,
  directives: 0,
};

const refuseLimit = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'LIMIT_REACHED', http: { status: 400 } } });

/**
 * Measures each operation without executing it; fragments are measured once, so that doubling fragments cannot hold the
 * server. List sizes given by variables count with the largest page, since values are not known here.
 */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  const measured = new Map<string, Measure>();
  const open = new Set<string>();

  const measureFragment = (name: string): Measure => {
    const known = measured.get(name);
    const fragment: FragmentDefinitionNode | null | undefined = context.getFragment(name);
    // Cycles and unknown fragments are reported by GraphQL's own rules.
    if (known || !fragment || open.has(name)) return known ?? NOTHING;
    open.add(name);
    const measure = measureSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    open.delete(name);
    measured.set(name, measure);
    return measure;
  };

  const measureSelections = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): Measure => {
    const sum: Measure = { ...NOTHING };
    for (const selection of set.selections) {
      sum.directives += selection.directives?.length ?? 0;
      let part: Measure;
      if (selection.kind === Kind.FIELD) {
        const type = typeOf(selection, parent);
        part = selection.selectionSet ? measureSelections(selection.selectionSet, getNamedType(type)) : NOTHING;
        part = {
          ...part,
          fields: 1,
          isPage: isPageOf(selection),
          depth: part.depth + 1,
          cost: 1 + part.cost * multiplier(selection, type, part.isPage),
          aliases: part.aliases + (selection.alias ? 1 : 0),
        };
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        part = measureFragment(selection.name.value);
        part = { ...part, spreads: part.spreads + 1 };
      } else {
        const condition = selection.typeCondition;
        part = measureSelections(selection.selectionSet, condition ? schema.getType(condition.name.value) : parent);
      }
      sum.fields += part.fields;
      sum.isPage ||= part.isPage;
      sum.depth = Math.max(sum.depth, part.depth);
      sum.cost += part.cost;
      sum.aliases += part.aliases;
      sum.spreads += part.spreads;
      sum.directives += part.directives;
    }
    return sum;
  };

  return {
    OperationDefinition(node) {
      if (node.operation === OperationTypeNode.SUBSCRIPTION) {
        context.reportError(new GraphQLError('Subscriptions are not offered; ask again by query.', { nodes: node }));
      }
      const measure = measureSelections(node.selectionSet, schema.getRootType(node.operation) ?? undefined);
      const document = context.getDocument();
      costs.set(document, Math.max(measure.cost, costs.get(document) ?? 0));
      const over = (name: keyof typeof limits, value: number, words: string) => {
        if (value > limits[name])
          context.reportError(
            refuseLimit(`The request has ${words} ${Math.round(value)}; at most ${limits[name]} are allowed.`),
          );
      };
      over('depth', measure.depth, 'a depth of');
      over('aliases', measure.aliases, 'this many aliases:');
      over('fragmentSpreads', measure.spreads, 'this many fragment spreads:');
      over('directives', measure.directives + (node.directives?.length ?? 0), 'this many directives:');
      const root = node.operation === OperationTypeNode.MUTATION ? 'commands' : 'rootFields';
      over(root, measure.fields, 'this many fields at its root:');
      over('cost', measure.cost, 'a cost (fields it may return) of');
      // Introspection is deep by nature and cheap; it is limited by depth alone.
      return false;
    },
  };
}

const isPageOf = (field: FieldNode): boolean => field.name.value === 'edges' || field.name.value === 'nodes';

/** Undefined for a field that is not there, which GraphQL's own rules report, and in introspection, whose lists count once. */
function typeOf(field: FieldNode, parent: GraphQLNamedType | undefined): GraphQLOutputType | undefined {
  if (!(isObjectType(parent) || isInterfaceType(parent)) || isIntrospectionType(parent)) return undefined;
  return parent.getFields()[field.name.value]?.type;
}

/**
 * How many items a field may return: its page size when it is a connection or says how many it wants, as many as it names by id, a few when
 * it is another list of things, else 1.
 */
function multiplier(field: FieldNode, type: GraphQLOutputType | undefined, isConnection: boolean): number {
  const argument = (...names: string[]) => field.arguments?.find((given) => names.includes(given.name.value))?.value;
  const ids = argument('ids');
  if (ids) return ids.kind === Kind.LIST ? Math.max(ids.values.length, 1) : PAGE_SIZE_MAX;
  const size = argument('first', 'last');
  if (size) return sizeOf(size);
  if (isConnection) return PAGE_SIZE_DEFAULT;
  // What a page holds was counted with the page.
  return isListType(getNullableType(type)) && !isPageOf(field) ? PLAIN_LIST : 1;
}

function sizeOf(value: ValueNode): number {
  return value.kind === Kind.INT ? Math.min(Math.max(Number(value.value), 1), PAGE_SIZE_MAX) : PAGE_SIZE_MAX;
}
