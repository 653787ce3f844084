import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { v7 } from 'uuid';
import { isDatabaseAway } from '../database/constraint-violation.js';
import { Refusal } from '../errors/refusal.js';

const SAFE_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'BAD_REQUEST',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'LIMIT_REACHED',
]);

/** Code of an answer that failed because PostgreSQL is away; the HTTP status is 503 then. */
export const UNAVAILABLE = 'UNAVAILABLE';

/**
 * What a client may know of an error: refusals and mistakes in the request in full, everything else only as an id that
 * the log has too.
 */
export function makeFormatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const place = { locations: formatted.locations, path: formatted.path };
    if (original instanceof Refusal) {
      return { message: original.message, ...place, extensions: { code: original.code, errors: original.faults } };
    }
    if (isDatabaseAway(original)) {
      return {
        message:
          'The database cannot be reached at the moment. Nothing was changed by this request; try again shortly.',
        ...place,
        extensions: { code: UNAVAILABLE },
      };
    }
    // The parser and GraphQL's own rules descend with the document; so deep a one cannot be read at all.
    if (/call stack/.test(formatted.message) && !formatted.path) {
      return { message: 'The document is nested too deeply.', extensions: { code: 'LIMIT_REACHED' } };
    }
    const code = codeOf(formatted, error);
    if (original instanceof GraphQLError && SAFE_CODES.has(code)) {
      return { message: formatted.message, ...place, extensions: { code } };
    }
    const id = v7();
    log.error({ err: original, id, path: formatted.path }, 'unexpected error');
    return {
      message: `Something went wrong on our side. If you report it, give this id: ${id}`,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', id },
    };
  };
}

/** Apollo gives every error of a validation rule its own code; what the limits rule says is told apart by its first one. */
function codeOf(formatted: GraphQLFormattedError, error: unknown): string {
  const first = error instanceof GraphQLError ? error.originalError : undefined;
  const limit = first instanceof GraphQLError && first.extensions.code === 'LIMIT_REACHED';
  return limit ? 'LIMIT_REACHED' : String(formatted.extensions?.code ?? '');
}
