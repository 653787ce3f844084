import { graphql } from '../api/generated';
import { usePages } from './use-pages';

const EventNames = graphql(`
  query EventNames($after: String) {
    events(first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        slug
        titles
      }
    }
  }
`);

/** All events, by what they are called. */
export const useEventNames = () =>
  usePages({ query: EventNames, variables: {}, connectionOf: (data) => data.events, isWhole: true });
