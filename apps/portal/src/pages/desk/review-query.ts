import { graphql } from '../../api/generated';
import type { ReviewQuery } from '../../api/generated/graphql';

export const Review = graphql(`
  query Review($reference: String!, $language: LanguageTag) {
    contribution(reference: $reference) {
      ...ReviewedText
      version
      status
      reference
      viewerCan
      submittedAt
      assignee {
        id
        name
      }
      event {
        slug
        titles
      }
      pending {
        status
        number
        title
        content {
          ...ReviewedText
          body
        }
      }
      reviewComments {
        id
        text
        quote
        madeAt
        sentAt
        madeBy {
          name
        }
        passage {
          id
        }
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
      suggestions(states: [OPEN, REJECTED]) {
        id
        kind
        state
        confidence
        method
        reason
        recommendation {
          code
          title
        }
        theme {
          code
          label(language: $language)
        }
        system {
          code
          name
        }
        evidence {
          quote
          start
          end
          passage {
            id
            part
            page
            file {
              id
              name
            }
          }
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
          newerEnds
          decisionReason
          decidedBy {
            name
          }
          recommendation {
            code
            title
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
              part
              text
              page
              file {
                id
                name
              }
            }
          }
        }
      }
    }
  }

  fragment ReviewedText on Contribution {
    id
    title
    abstract
    language
    kind
    audience
    organisations {
      id
      name
    }
    themes {
      code
      label(language: $language)
    }
    systems {
      code
      name
    }
    ...KindDetails
  }
`);

export type Reviewed = NonNullable<ReviewQuery['contribution']>;
export type ReviewedPassage = Reviewed['passages']['nodes'][number];
export type ReviewedLink = Reviewed['links']['nodes'][number];
export type ReviewedSuggestion = Reviewed['suggestions'][number];
