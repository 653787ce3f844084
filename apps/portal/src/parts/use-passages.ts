import { useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
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

interface Paper {
  id: string;
  passages: { nodes: ShownPassage[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } };
}

/** The passages of a paper: the first hundred, and more when asked for, or until the one that is wanted is there. */
export function usePassages({ id, passages: first }: Paper, wanted: string) {
  const client = useClient();
  const [more, setMore] = useState<{ of: unknown; nodes: ShownPassage[]; end: Paper['passages']['pageInfo'] }>();
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<CombinedError>();
  // A text that was read anew begins from its beginning.
  const rest = more?.of === first ? more : undefined;
  const passages = rest ? [...first.nodes, ...rest.nodes] : first.nodes;
  const { hasNextPage, endCursor } = rest?.end ?? first.pageInfo;
  const load = async () => {
    setLoading(true);
    setError(undefined);
    const { data, error: failure } = await client.query(MorePassages, { id, after: endCursor }).toPromise();
    setLoading(false);
    const page = data?.node && 'passages' in data.node ? data.node.passages : undefined;
    if (!page) return setError(failure);
    return setMore({ of: first, nodes: [...(rest?.nodes ?? []), ...page.nodes], end: page.pageInfo });
  };
  const isMissing = wanted.startsWith('psg_') && hasNextPage && !passages.some((passage) => passage.id === wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: page by page, until it is there.
  useEffect(() => {
    if (isMissing && !isLoading && !error) void load();
  }, [isMissing, isLoading, passages.length]);
  return { passages, isLoading, error, load };
}
