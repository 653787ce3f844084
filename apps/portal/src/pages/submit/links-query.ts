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
          ...PassagesOfDraft
        }
        links(first: 100) {
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

/** What comes after the first hundred passages; a long file has more. */
export const MoreToQuote = graphql(`
  query MoreToQuote($id: ID!, $after: String) {
    node(id: $id) {
      ... on Contribution {
        id
        passages(first: 100, after: $after) {
          ...PassagesOfDraft
        }
      }
    }
  }

  fragment PassagesOfDraft on PassageConnection {
    nodes {
      id
      heading
      text
      page
      file {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
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
      errors {
        ...Faults
      }
    }
  }
`);

type Found = NonNullable<DraftLinksQuery['node']>;
export type LinkedPaper = Extract<Found, { passages: unknown }>;
export type LinkOfPaper = LinkedPaper['links']['nodes'][number];
export type PassageOfPaper = LinkedPaper['passages']['nodes'][number];

export const isLinkedPaper = (node: DraftLinksQuery['node'] | undefined): node is LinkedPaper =>
  node !== null && node !== undefined && 'passages' in node;
