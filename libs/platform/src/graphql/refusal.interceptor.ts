import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, type Observable, of, tap, throwError } from 'rxjs';
import { Refusal } from '../errors/refusal.js';
import type { LoaderSet } from './request-context.js';

/** Makes refusals of mutations data: they arrive as `errors` of the payload, and nothing else of it is set. */
@Injectable()
export class RefusalInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    if (graphql.getInfo<GraphQLResolveInfo>().operation.operation !== 'mutation') return next.handle();
    return next.handle().pipe(
      // What was loaded before the change is old now; the payload must show the new state.
      tap(() => graphql.getContext<{ loaders: LoaderSet }>().loaders.clear()),
      catchError((error) =>
        error instanceof Refusal
          ? of({ errors: error.faults.map((fault) => ({ ...fault, path: fault.path ?? null })) })
          : throwError(() => error),
      ),
    );
  }
}
