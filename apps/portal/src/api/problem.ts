import type { CombinedError } from 'urql';
import type { MessageId } from '../language/languages';

/** A failure in words, and whether trying again can help. */
export interface Problem {
  message: MessageId;
  /** To be given when it is reported. */
  id?: string;
}

/** What to tell about a request that failed; expected failures are data (`errors` of a payload) and not told here. */
export function problemOf(error: CombinedError): Problem {
  const status = (error.response as Response | undefined)?.status;
  if (status === 503) return { message: 'problem.unavailable' };
  if (error.networkError && status === undefined) return { message: 'problem.network' };
  const [first] = error.graphQLErrors;
  const { code, id } = (first?.extensions ?? {}) as { code?: string; id?: string };
  if (code === 'NOT_SIGNED_IN' || status === 401) return { message: 'problem.session' };
  if (code === 'NOT_ALLOWED') return { message: 'problem.notAllowed' };
  return { message: 'problem.fault', id };
}
