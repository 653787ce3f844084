import { graphql } from '../../api/generated';
import type { ContributionPageQuery } from '../../api/generated/graphql';

/** By reference, or by id (a draft has no reference): one of the two. */
export const ContributionPage = graphql(`
  query ContributionPage($reference: String!, $id: ID!, $byId: Boolean!) {
    contribution(reference: $reference) @skip(if: $byId) {
      ...ContributionWhole
    }
    node(id: $id) @include(if: $byId) {
      ... on Contribution {
        ...ContributionWhole
      }
    }
  }
  fragment ContributionWhole on Contribution {
    __typename
    ...ContributionCard
    abstract
    audience
    embargoUntil
    updatedAt
    source
    sourceDate
    sourceKind
    tombstone {
      withdrawnAt
      reason
    }
    organisations {
      kind
    }
    authors {
      id
      name
      orcid
    }
    event {
      slug
      titles
      startsOn
    }
    themes {
      code
      label
    }
    systems {
      code
      name
    }
    files {
      id
      name
      mediaType
      byteSize
      url
    }
    citation
    viewerCan
    relations {
      ...ShownRelation
    }
    passages(first: 100) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...ShownPassage
      }
    }
    links(first: 100) {
      totalCount
      nodes {
        id
        stance
        strength
        state
        rationale
        suspect
        recommendation {
          code
          title
        }
        evidence {
          start
          end
          quote
          passage {
            id
            part
            heading
            page
            file {
              id
              name
              mediaType
            }
          }
        }
      }
    }
    ...KindDetails
  }
`);

export type Whole = Extract<NonNullable<ContributionPageQuery['node']>, { passages: unknown }>;

/** A paper by what its address says: reference or id. */
export function paperNamed(name: string) {
  return { reference: name, id: name, byId: !/^rt-/i.test(name) };
}
