import { graphql } from '../../api/generated';
import type { FindQuery } from '../../api/generated/graphql';

export const Find = graphql(`
  query Find(
    $query: String!
    $filter: SearchFilter
    $facets: [FacetName!]
    $first: Int!
    $after: String
    $orderBy: SearchOrder
  ) {
    search(query: $query, filter: $filter, facets: $facets, first: $first, after: $after, orderBy: $orderBy) {
      totalCount
      totalIsExact
      correctedQuery
      engines
      notes {
        kind
        message
      }
      facets {
        name
        values {
          value
          label
          count
          selected
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        highlights {
          field
          html
        }
        passages {
          html
          passage {
            id
            heading
            part
            page
            file {
              id
              name
            }
          }
        }
        node {
          ...ContributionCard
          abstract
        }
      }
    }
  }
`);

export type Results = FindQuery['search'];
export type Result = Results['edges'][number];
