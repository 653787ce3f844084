/* global GraphiQL, React, ReactDOM */
const search = `# Find papers, and the passages that matter.
# Try your own words, "a phrase", or -word to leave one out.
query Find {
  search(query: "biometric matching", facets: [KIND, RECOMMENDATION], first: 5) {
    totalCount
    notes { message }
    edges {
      score
      node { reference title kind organisations { name } }
      passages { html }
    }
    facets { name values { label count } }
  }
}
`;

const recommendation = `# What is said on one recommendation: by whom, for or against, and where it says so.
query Recommendation {
  recommendation(code: "HLEG-CIR-01") {
    code
    title
    summary
    source { document attestation }
    coverage {
      level contributions organisations proposed
      byStance { stance count }
    }
    links(first: 10) {
      totalCount
      nodes {
        stance strength state rationale
        evidence { quote passage { heading } }
        contribution { reference title organisations { name kind } }
      }
    }
  }
}
`;

const coverage = `# Where has nobody spoken? Gaps come first.
query Coverage {
  coverage(by: [KIND], gapsFirst: true) {
    computedAt
    columns { value label }
    rows {
      recommendation { code title }
      total { level contributions organisations }
      cells { columns contributions level }
    }
  }
}
`;

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultTabs: [search, recommendation, coverage].map((query) => ({ query })),
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: false,
  }),
);
