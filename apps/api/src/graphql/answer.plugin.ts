import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { costOf, limits, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, UNAVAILABLE } from '#libs/platform';

/** Tells every client what its request cost and what the limits are, and answers 503 when the database is away. */
export const answerPlugin: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ document, response }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (result.errors?.some((error) => error.extensions?.code === UNAVAILABLE)) {
          response.http.status = 503;
          response.http.headers.set('retry-after', '5');
        }
        const cost = costOf(document);
        if (cost === undefined) return;
        result.extensions = {
          ...result.extensions,
          cost: { requested: Math.round(cost), limit: limits.cost },
          limits: {
            pageSize: PAGE_SIZE_MAX,
            pageSizeDefault: PAGE_SIZE_DEFAULT,
            requestBytes: limits.requestBytes,
            depth: limits.depth,
          },
        };
      },
    };
  },
};
