import { useEffect, useMemo, useState } from 'react';
import { CombinedError, useClient } from 'urql';
import { graphql } from '../api/generated';
import type { ShownPassageFragment } from '../api/generated/graphql';

const MorePassages = graphql(`
  query MorePassages($id: ID!, $after: String) {
    node(id: $id) {
      ... on Contribution {
        passages(first: 100, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...ShownPassage
          }
        }
      }
    }
  }

  fragment ShownPassage on Passage {
    id
    heading
    part
    page
    text
    file {
      id
      name
      mediaType
    }
  }
`);

export type ShownPassage = ShownPassageFragment;

/** The paper is not read any more by whoever asks: the session has ended, or it was withdrawn. */
const SHUT = new CombinedError({ graphQLErrors: [{ message: 'Not found', extensions: { code: 'NOT_ALLOWED' } }] });

interface Paper {
  id: string;
  passages: { nodes: ShownPassage[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } };
}

/** Wanted instead of one passage: every one. */
export const ALL_PASSAGES = 'all';

/** The passages of a paper: the first hundred, and more when asked for, or until what is wanted is there. */
export function usePassages({ id, passages: first }: Paper, wanted: string) {
  const client = useClient();
  const [more, setMore] = useState<{ of: unknown; nodes: ShownPassage[]; end: Paper['passages']['pageInfo'] }>();
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<CombinedError>();
  // A text that was read anew begins from its beginning.
  const rest = more?.of === first ? more : undefined;
  const passages = useMemo(() => (rest ? [...first.nodes, ...rest.nodes] : first.nodes), [first, rest]);
  const { hasNextPage, endCursor } = rest?.end ?? first.pageInfo;
  const load = async () => {
    setLoading(true);
    setError(undefined);
    const { data, error: failure } = await client
      .query(MorePassages, { id, after: endCursor }, { requestPolicy: 'network-only' })
      .toPromise();
    setLoading(false);
    const page = data?.node && 'passages' in data.node ? data.node.passages : undefined;
    if (!page) return setError(failure ?? SHUT);
    return setMore({ of: first, nodes: [...(rest?.nodes ?? []), ...page.nodes], end: page.pageInfo });
  };
  const isMissing =
    hasNextPage &&
    (wanted === ALL_PASSAGES || (wanted.startsWith('psg_') && !passages.some((passage) => passage.id === wanted)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: page by page, until it is there.
  useEffect(() => {
    if (isMissing && !isLoading && !error) void load();
  }, [isMissing, isLoading, passages.length]);
  return { passages, isAll: !hasNextPage, isLoading, error, load };
}
