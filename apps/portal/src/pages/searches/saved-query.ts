import { useQuery } from 'urql';
import { graphql } from '../../api/generated';
import type { SavedSearchesQuery } from '../../api/generated/graphql';

export const SavedSearches = graphql(`
  query SavedSearches {
    savedSearches {
      id
      name
      address
      createdAt
    }
  }
`);

export const SaveSearch = graphql(`
  mutation SaveSearch($input: SaveSearchInput!) {
    saveSearch(input: $input) {
      savedSearches {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const RenameSavedSearch = graphql(`
  mutation RenameSavedSearch($input: RenameSavedSearchInput!) {
    renameSavedSearch(input: $input) {
      savedSearches {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

export const DeleteSavedSearch = graphql(`
  mutation DeleteSavedSearch($input: DeleteSavedSearchInput!) {
    deleteSavedSearch(input: $input) {
      savedSearches {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

export type SavedSearch = SavedSearchesQuery['savedSearches'][number];

/** For queries and mutations alike: an empty list names no type, and the first one saved, or the last one deleted, must be seen too. */
export const SAVED = { additionalTypenames: ['SavedSearch'] };

/** One's saved searches; asked for when somebody is signed in only. */
export function useSavedSearches(isSignedIn: boolean) {
  return useQuery({ query: SavedSearches, pause: !isSignedIn, context: SAVED });
}
