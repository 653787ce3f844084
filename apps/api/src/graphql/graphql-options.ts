import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { Logger } from 'pino';
import { contributionTypes } from '#libs/contributions';
import { type Actor, ANONYMOUS, type RequestContext } from '#libs/identity';
import { LoaderSet, limits, limitsRule, makeFormatError } from '#libs/platform';
import { answerPlugin } from './answer.plugin.js';

/** How GraphQL is served: code first, limited, masked, with introspection on since this is a public API. */
export function graphqlOptions(log: Logger): ApolloDriverConfig {
  return {
    driver: ApolloDriver,
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    formatError: makeFormatError(log),
    // Nest would answer 200 whenever there is data; a database that is away must be a 503 to clients and proxies alike.
    preserveHttpStatusForExecutionErrors: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [limitsRule],
    // Cache control wraps every field's resolver, which costs more than what the field does.
    plugins: [ApolloServerPluginCacheControlDisabled(), answerPlugin],
    buildSchemaOptions: { orphanedTypes: contributionTypes },
    context: (request: { actor?: Actor }): RequestContext => ({
      actor: request.actor ?? ANONYMOUS,
      loaders: new LoaderSet(),
    }),
  };
}
