import { graphql } from '../../api/generated';
import type { ShownFileQuery } from '../../api/generated/graphql';

/** A file of a paper, and the passage of it that is to be shown. */
export const ShownFile = graphql(`
  query ShownFile($file: ID!, $passage: ID!, $hasPassage: Boolean!) {
    file: node(id: $file) {
      ... on File {
        id
        name
        mediaType
        byteSize
        url
        extraction {
          pageCount
          recognisedPages
        }
      }
    }
    passage: node(id: $passage) @include(if: $hasPassage) {
      ... on Passage {
        id
        page
        text
        file {
          id
        }
        contribution {
          language
        }
      }
    }
  }
`);

type Empty = Record<PropertyKey, never>;
export type Shown = Exclude<NonNullable<ShownFileQuery['file']>, Empty>;
export type ShownPassage = Exclude<NonNullable<ShownFileQuery['passage']>, Empty>;
