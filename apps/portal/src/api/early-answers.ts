/** Says that a request is the portal’s own: without it the session cookie does not count. */
export const PORTAL_HEADERS = { 'x-roundtable': 'portal' };

/** A question for the API: the text of an operation (which the build puts in its place), and its variables. */
export interface Question {
  query: unknown;
  variables?: object;
}

declare global {
  interface Window {
    /** What was asked before the portal stood, by operation and variables. */
    earlyAnswers?: Map<string, Promise<Response>>;
  }
}

/** An answer that nobody has come for by then is dropped: it would be old. In milliseconds. */
const KEPT = 10_000;

/** Asks now what the portal will ask once it stands, so that the answers are there, or on their way, when it does. */
export function askEarly(questions: readonly Question[]): void {
  const answers = new Map<string, Promise<Response>>();
  for (const { query, variables = {} } of questions) {
    const text = String(query);
    const body = JSON.stringify({ operationName: operationOf(text), query: text, variables });
    const answer = fetch('/graphql', {
      method: 'POST',
      headers: { ...PORTAL_HEADERS, 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    // Whoever takes it is told of a failure; if nobody does, nobody has to know.
    answer.catch(() => undefined);
    answers.set(keyOf(operationOf(text), variables), answer);
  }
  window.earlyAnswers = answers;
  setTimeout(() => answers.clear(), KEPT);
}

/** Whoever asks from now on is somebody else, for whom they are not. */
export function dropEarlyAnswers(): void {
  window.earlyAnswers?.clear();
}

/** The early answer to this request, once. */
export function takeEarlyAnswer(body: unknown): Promise<Response> | undefined {
  const { earlyAnswers } = window;
  if (!earlyAnswers?.size || typeof body !== 'string') return undefined;
  const { operationName, variables } = JSON.parse(body) as { operationName: string; variables?: object };
  const key = keyOf(operationName, variables ?? {});
  const answer = earlyAnswers.get(key);
  earlyAnswers.delete(key);
  return answer;
}

/** The client writes names in their order. */
function keyOf(operation: string | undefined, variables: object): string {
  const sorted = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  return `${operation} ${JSON.stringify(variables, sorted)}`;
}

const operationOf = (text: string) => /^query (\w+)/.exec(text)?.[1];
