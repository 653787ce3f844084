import { graphql } from '../api/generated';

/** What each kind of paper has beside its text: spread it where a paper is shown or edited whole. */
export const kindDetails = graphql(`
  fragment KindDetails on Contribution {
    ... on PositionPaper {
      statement
      asks
    }
    ... on TechnologyNote {
      technology
      maturity
      standards
      limits
    }
    ... on ImplementationOption {
      architecture
      prerequisites
      risks
      costEstimate {
        low
        high
        currency
        basis
      }
      durationMonths {
        low
        high
      }
      dependsOn {
        id
        reference
        title
        language
      }
    }
  }
`);
