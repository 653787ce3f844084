import { graphql } from '../../api/generated';
import type { SuspectLinksQuery } from '../../api/generated/graphql';

export const SuspectLinks = graphql(`
  query SuspectLinks($first: Int!, $after: String) {
    suspectLinks(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        state
        stance
        strength
        rationale
        newerEnds
        recommendationVersion
        recommendation {
          code
          title
          summary
          version
        }
        contribution {
          id
          reference
          title
          language
          organisations {
            id
            name
          }
        }
        awaitedEvidence {
          quote
          file
          page
          failure
        }
        evidence {
          quote
          start
          end
          passage {
            id
            text
          }
        }
      }
    }
  }
`);

export type SuspectLink = SuspectLinksQuery['suspectLinks']['nodes'][number];
