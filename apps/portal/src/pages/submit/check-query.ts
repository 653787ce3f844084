import { graphql } from '../../api/generated';
import type { DraftMirrorQuery } from '../../api/generated/graphql';

/** What the knowledge base has already, beside what is about to be handed in. */
export const DraftMirror = graphql(`
  query DraftMirror($id: ID!) {
    node(id: $id) {
      ... on Contribution {
        id
        nearDuplicates(first: 5) {
          resemblance
          contained
          contribution {
            ...ContributionCard
          }
        }
        similar(first: 5) {
          ...ContributionCard
        }
        links(first: 100, filter: { states: [PROPOSED, CONFIRMED, SUGGESTED] }) {
          totalCount
          nodes {
            id
            suspect
            stance
            evidence {
              start
            }
            recommendation {
              code
              title
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
              links(first: 3, filter: { states: [CONFIRMED], strengths: [CENTRAL, ADDRESSES] }) {
                nodes {
                  id
                  stance
                  contribution {
                    ...ContributionCard
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);

export const SubmitDraft = graphql(`
  mutation SubmitDraft($input: ContributionTransitionInput!) {
    submitContribution(input: $input) {
      contribution {
        id
        reference
        version
      }
      errors {
        ...Faults
      }
    }
  }
`);

type Found = NonNullable<DraftMirrorQuery['node']>;
export type MirroredPaper = Extract<Found, { nearDuplicates: unknown[] }>;

export const isMirroredPaper = (node: DraftMirrorQuery['node']): node is MirroredPaper =>
  node !== null && 'nearDuplicates' in node;
