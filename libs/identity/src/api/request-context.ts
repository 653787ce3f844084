import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { LoaderSet } from '#libs/platform';
import type { Actor } from '../policies/actor.js';

/** The context of a GraphQL request: who asks, and the loaders that live as long as the request. */
export interface RequestContext {
  actor: Actor;
  loaders: LoaderSet;
}

/** Parameter decorator: the actor of the request. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor =>
    GqlExecutionContext.create(context).getContext<RequestContext>().actor,
);
