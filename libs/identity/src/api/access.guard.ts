import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ErrorCode, refuse } from '#libs/platform';
import { ACCESS_RULE, type AccessRule, accessRefusal } from '../policies/access.js';
import type { RequestContext } from './request-context.js';

/** Denies what is not declared, and queries that the actor may not call. Mutations are answered by AccessInterceptor. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (!rule) throw refuse(ErrorCode.NOT_ALLOWED, 'This field does not say who may call it, so nobody may.');
    if (context.getType<string>() !== 'graphql') return rule === 'ANYONE';
    const graphql = GqlExecutionContext.create(context);
    if (graphql.getInfo<GraphQLResolveInfo>().operation.operation === 'mutation') return true;
    const refusal = accessRefusal(rule, graphql.getContext<RequestContext>().actor);
    if (refusal) throw refusal;
    return true;
  }
}
