import { Client, cacheExchange, fetchExchange } from 'urql';
import { PORTAL_HEADERS, takeEarlyAnswer } from './early-answers';

/** Fired on window when the server says that the session is over; the portal goes on as anonymous. */
export const SESSION_ENDED = 'roundtable:session-ended';

export { PORTAL_HEADERS };

/** A client with an empty cache; a new one after every sign-in and sign-out, since who asks decides what is answered. */
export function makeClient(): Client {
  return new Client({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: PORTAL_HEADERS },
    fetch: fetchAsWhoWeAre,
  });
}

/** The server takes the cookie of an ended session away with its 401, so the same request again is answered as to anyone. */
async function fetchAsWhoWeAre(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await (takeEarlyAnswer(init?.body) ?? fetch(input, init));
  if (response.status !== 401) return response;
  window.dispatchEvent(new Event(SESSION_ENDED));
  return fetch(input, init);
}
