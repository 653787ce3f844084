import { graphql } from '../../api/generated';
import type { DraftLinksQuery } from '../../api/generated/graphql';

/** What the paper says now, the recommendations it is linked to, and those that are suggested. */
export const DraftLinks = graphql(`
  query DraftLinks($id: ID!) {
    node(id: $id) {
      ... on Contribution {
        id
        language
        passages(first: 100) {
          nodes {
            ...ShownPassage
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        links(first: 100) {
          totalCount
          nodes {
            id
            state
            stance
            strength
            rationale
            origin
            suspect
            decisionReason
            recommendation {
              code
              title
            }
            evidence {
              quote
              start
              end
              passage {
                id
                page
              }
            }
          }
        }
        suggestions {
          id
          kind
          recommendation {
            code
            title
          }
          evidence {
            quote
            start
            end
            passage {
              id
            }
          }
        }
      }
    }
  }
`);

export const MakeLink = graphql(`
  mutation MakeLink($input: LinkRecommendationInput!) {
    linkRecommendation(input: $input) {
      link {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const ChangeLink = graphql(`
  mutation ChangeLink($input: ReviseLinkInput!) {
    reviseLink(input: $input) {
      link {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const TakeLinkBack = graphql(`
  mutation TakeLinkBack($input: WithdrawLinkInput!) {
    withdrawLink(input: $input) {
      link {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Found = NonNullable<DraftLinksQuery['node']>;
export type LinkedPaper = Extract<Found, { passages: unknown }>;
export type LinkOfPaper = LinkedPaper['links']['nodes'][number];

export const isLinkedPaper = (node: DraftLinksQuery['node'] | undefined): node is LinkedPaper =>
  node !== null && node !== undefined && 'passages' in node;
