import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { type Observable, of } from 'rxjs';
import { ACCESS_RULE, type AccessRule, accessRefusal } from '../policies/access.js';
import type { RequestContext } from './request-context.js';

/** Answers a mutation that the actor may not call in its payload, before its input or any state is looked at. */
@Injectable()
export class AccessInterceptor implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    if (graphql.getInfo<GraphQLResolveInfo>().operation.operation !== 'mutation') return next.handle();
    const rule = this.reflector.get<AccessRule>(ACCESS_RULE, context.getHandler());
    const refusal = accessRefusal(rule, graphql.getContext<RequestContext>().actor);
    return refusal ? of({ errors: refusal.faults.map((fault) => ({ ...fault, path: null })) }) : next.handle();
  }
}
