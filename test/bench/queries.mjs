/** The three standard queries: the same questions as other servers are asked. */
const LIST = `query List {
  contributions(first: 20, filter: { statuses: [PUBLISHED] }) {
    edges { node {
      id reference title abstract kind status publishedAt
      organisations { id name }
      themes { id code label }
      links { nodes { id recommendation { code title } } }
    } }
  }
}`;

const WHOLE = `query Whole($reference: String!) {
  contribution(reference: $reference) {
    id reference title abstract body kind status language audience version submittedAt publishedAt updatedAt
    organisations { id name country kind }
    themes { id code label }
    systems { id code name }
    authors { id name orcid affiliation { id name } }
    links { nodes {
      id stance strength state rationale decidedAt
      recommendation { id code title summary }
      evidence { quote start end passage { id heading } }
    } }
    ... on PositionPaper { statement asks }
    ... on TechnologyNote { technology maturity standards limits }
    ... on ImplementationOption { architecture prerequisites risks }
  }
}`;

const COVERAGE = `query Coverage {
  coverage(by: [KIND, THEME]) {
    rows { recommendation { id code title } cells { columns contributions level } }
  }
}`;

/** @param references of published contributions, asked for in turn */
export const standardQueries = (references) => [
  {
    name: 'list',
    words: '20 contributions with organisations, themes, links',
    query: LIST,
    variables: [{}],
    least: 15_000,
  },
  {
    name: 'whole',
    words: 'one contribution with everything',
    query: WHOLE,
    variables: references.map((reference) => ({ reference })),
    least: 5_000,
  },
  { name: 'coverage', words: 'recommendations by kind and theme', query: COVERAGE, variables: [{}], least: 200_000 },
];

export { COVERAGE, LIST, WHOLE };
