import { graphql } from '../../api/generated';
import type { ReviewFilter, ReviewHands, ReviewOrder, ReviewQueueQuery } from '../../api/generated/graphql';
import { KINDS } from '../../parts/choices';

export const ReviewQueue = graphql(`
  query ReviewQueue($first: Int!, $after: String, $filter: ReviewFilter, $orderBy: ReviewOrder) {
    reviewQueue(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        status
        title
        isRevision
        waitingSince
        openSuggestions
        proposedLinks
        suspectLinks
        assignee {
          id
          name
        }
        contribution {
          id
          reference
          kind
          language
          organisations {
            id
            name
          }
        }
      }
    }
  }
`);

export const ReviewCounts = graphql(`
  query ReviewCounts {
    reviewCounts {
      submitted
      inReview
      changesRequested
      mine
      nobodys
      olderThanTwoWeeks
      suspectLinks
    }
  }
`);

export const Reviewers = graphql(`
  query Reviewers {
    reviewers {
      id
      name
    }
  }
`);

export const AssignReview = graphql(`
  mutation AssignReview($input: AssignReviewInput!) {
    assignReview(input: $input) {
      contribution {
        id
        assignee {
          id
          name
        }
      }
      errors {
        ...Faults
      }
    }
  }
`);

export type QueueItem = ReviewQueueQuery['reviewQueue']['nodes'][number];

/** What the address says of the queue; it goes along to each paper, so that "next" means the same. */
export interface DeskView {
  filter: ReviewFilter;
  orderBy: ReviewOrder;
}

const STATUSES = ['SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'] as const;
const HANDS: readonly ReviewHands[] = ['MINE', 'NOBODYS', 'OTHERS'];

export const CHOICES = { status: STATUSES, hands: HANDS, kind: KINDS, days: ['7', '14', '30'] } as const;

/** Without a choice: what is to be done, which is not what its author has to change. */
export function viewOf(parameters: URLSearchParams): DeskView {
  const one = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === parameters.get(name));
  const status = one('status', STATUSES);
  const kind = one('kind', KINDS);
  const days = one('days', CHOICES.days);
  return {
    filter: {
      statuses: status ? [status] : ['SUBMITTED', 'IN_REVIEW'],
      kinds: kind ? [kind] : [],
      hands: one('hands', HANDS),
      olderThanDays: days ? Number(days) : undefined,
    },
    orderBy: parameters.get('order') === 'SHORTEST' ? 'SHORTEST' : 'LONGEST',
  };
}

/** Asked again when something of a contribution or a link was changed, also where the list was empty before. */
export const AGAIN_WITH = { additionalTypenames: ['Contribution', 'RecommendationLink'] };
