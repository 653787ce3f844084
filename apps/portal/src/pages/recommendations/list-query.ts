import { graphql } from '../../api/generated';
import type { RecommendationListQuery } from '../../api/generated/graphql';

/** All recommendations with what is said about them, in figures. */
export const RecommendationList = graphql(`
  query RecommendationList($after: String) {
    recommendationSets {
      code
      title
      issuer
      adoptedOn
    }
    recommendations(first: 100, after: $after, orderBy: CHAPTER) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        code
        title
        kind
        chapter
        set {
          code
        }
        source {
          attestation
        }
        coverage {
          level
          contributions
          organisations
          proposed
          byStance {
            stance
            count
          }
        }
      }
    }
  }
`);

export type Listed = RecommendationListQuery['recommendations']['nodes'][number];
