import { Field, ID, InterfaceType } from '@nestjs/graphql';

/** Resolved by class: every node type sets `__typename` through its class name registered with @ObjectType. */
@InterfaceType('Node', {
  description: 'Anything with an identity. Ids are global and opaque; they stay the same for ever.',
  resolveType: (value: { constructor: unknown }) => value.constructor,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id, opaque to clients.' })
  id: string;
}
