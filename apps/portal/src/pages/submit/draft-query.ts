import { graphql } from '../../api/generated';
import type { DraftQuery } from '../../api/generated/graphql';

/** A contribution as its author edits it; of a published one, what its next revision says. */
export const Draft = graphql(`
  query Draft($id: ID!) {
    node(id: $id) {
      ... on Contribution {
        ...DraftContent
        ...AskedChanges
        reference
        status
        version
        viewerCan
        submittedAt
        pending {
          number
          status
          content {
            ...DraftContent
          }
        }
      }
    }
  }

  fragment DraftContent on Contribution {
    __typename
    id
    kind
    title
    abstract
    body
    language
    audience
    embargoUntil
    organisations {
      id
      name
    }
    authors {
      id
      name
    }
    event {
      slug
    }
    themes {
      code
    }
    systems {
      code
    }
    ...KindDetails
  }
`);

export const ReviseDraft = graphql(`
  mutation ReviseDraft($input: ReviseContributionInput!) {
    reviseContribution(input: $input) {
      contribution {
        id
        version
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Found = NonNullable<DraftQuery['node']>;

/** A contribution that was found, with all that the author may do. */
export type DraftRow = Extract<Found, { version: number }>;
/** What it says. */
export type DraftContent = NonNullable<DraftRow['pending']>['content'];

export const isDraftRow = (node: DraftQuery['node'] | undefined): node is DraftRow =>
  node !== null && node !== undefined && 'version' in node;
