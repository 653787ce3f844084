import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { Node, NodeLookup } from '#libs/platform';

@Resolver()
export class NodeResolver {
  constructor(@Inject(NodeLookup) private readonly lookup: NodeLookup) {}

  @Access('ANYONE')
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its id; null when there is none or you may not read it.',
  })
  async node(
    @Args('id', { type: () => ID, description: 'Global id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<object | null> {
    const [node] = await this.lookup.load([id], context);
    return node ?? null;
  }

  @Access('ANYONE')
  @Query(() => [Node], {
    nullable: 'items',
    description:
      'Many things by their ids, in the same order; null where there is none or you may not read it. At most 100.',
  })
  nodes(
    @Args('ids', { type: () => [ID], description: 'Global ids.' }) ids: string[],
    @Context() context: RequestContext,
  ): Promise<(object | null)[]> {
    return this.lookup.load(ids, context);
  }
}
