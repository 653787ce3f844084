import { graphql } from '../../api/generated';
import type { CoveragePageQuery } from '../../api/generated/graphql';

/** The matrix, and what it may be narrowed to. */
export const CoveragePage = graphql(`
  query CoveragePage(
    $by: [CoverageDimension!]!
    $filter: CoverageFilter
    $gapsFirst: Boolean!
    $language: LanguageTag!
    $asOf: DateTime
  ) {
    coverage(by: $by, filter: $filter, gapsFirst: $gapsFirst, asOf: $asOf) {
      computedAt
      columns {
        value
        label
      }
      rows {
        recommendation {
          code
          title
          chapter
        }
        total {
          level
          contributions
          organisations
          proposed
        }
        cells {
          columns
          contributions
          level
        }
      }
    }
    themes {
      code
      label(language: $language)
    }
    systems {
      code
      name
    }
  }
`);

export type Matrix = CoveragePageQuery['coverage'];
export type MatrixRow = Matrix['rows'][number];
