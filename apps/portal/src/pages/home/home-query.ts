import { graphql } from '../../api/generated';

/** The newest papers, and the themes that most is said on. */
export const Beginnings = graphql(`
  query Beginnings {
    search(query: "", first: 4, orderBy: NEWEST, facets: [THEME]) {
      totalCount
      nodes {
        ...ContributionCard
      }
      facets {
        name
        values {
          value
          label
          count
        }
      }
    }
  }
`);
