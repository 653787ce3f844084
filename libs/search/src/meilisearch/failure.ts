import { MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch';
import { codeOf } from './connection.js';

/** The second engine could not be worked with. The message says why, and what can be done; it holds no key. */
export class EngineFailure extends Error {
  /** What is one already stays as it is. */
  static of(error: unknown): EngineFailure {
    return error instanceof EngineFailure ? error : new EngineFailure(explain(error), { cause: error });
  }
}

const KEYS: Record<string, string> = {
  invalid_api_key: 'Meilisearch refuses our key: MEILI_KEY must be the master key of the server at MEILI_URL.',
  missing_authorization_header: 'Meilisearch wants a key: set MEILI_KEY to its master key.',
  missing_master_key:
    'Meilisearch runs without a master key, so that keys cannot be made: start it with one, or leave MEILI_KEY out.',
};

function explain(error: unknown): string {
  const known = KEYS[codeOf(error) ?? ''];
  if (known) return known;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof MeilisearchRequestTimeOutError) return 'Meilisearch did not answer in time.';
  if (error instanceof MeilisearchRequestError)
    return `Meilisearch cannot be reached at MEILI_URL (${deepest(error).message}).`;
  // Its own refusals have a code; its answers can be read.
  if (error instanceof SyntaxError || (error instanceof MeilisearchApiError && codeOf(error) === undefined))
    return `What answers at MEILI_URL is not Meilisearch, or stands before it and fails (${message}).`;
  const { message: inner } = deepest(error instanceof Error ? error : new Error(message));
  return inner === message || error instanceof MeilisearchApiError ? message : `${message}: ${inner}`;
}

interface Reason {
  message: string;
  cause?: unknown;
}

function deepest(error: Reason): Reason {
  const cause = error.cause as Partial<Reason> | undefined;
  return typeof cause?.message === 'string' ? deepest(cause as Reason) : error;
}
