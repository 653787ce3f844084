import { useEffect, useState } from 'react';
import {
  type CombinedError,
  type OperationContext,
  type TypedDocumentNode,
  type UseQueryResponse,
  useClient,
  useQuery,
} from 'urql';

/** A page of a list, as the API gives it. */
interface Page<Item> {
  nodes: Item[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** More than this is not gone through with “more”. */
const PAGES_MAX = 50;

/**
 * A list of which more can be asked for: the first page, and as many further ones as were wanted. When the first is asked for again,
 * because something was changed, so are the others; what was there stays until they are. `connectionOf` finds the list in an answer.
 */
export function usePages<Data, Variables extends { after?: string | null }, Item>(props: {
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  connectionOf: (data: Data) => Page<Item> | undefined;
  context?: Partial<OperationContext>;
  pause?: boolean;
}): { answer: UseQueryResponse<Data, Variables>; items: Item[]; isLoading: boolean; more: () => void } {
  const { query, variables, connectionOf } = props;
  const client = useClient();
  const key = JSON.stringify(variables);
  const [first, ask] = useQuery({
    query,
    variables,
    requestPolicy: 'cache-and-network',
    context: props.context,
    pause: props.pause,
  });
  const { data } = first;
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const [rest, setRest] = useState<{ key: string; items: Item[]; error?: CombinedError }>();
  const [isLoading, setLoading] = useState(false);
  const pages = wanted.key === key ? wanted.pages : 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the variables are their key; how a list is found never changes.
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const items: Item[] = [];
      let page = data && connectionOf(data);
      let error: CombinedError | undefined;
      for (let number = 1; number < pages && page?.pageInfo.hasNextPage; number++) {
        setLoading(true);
        const next = await client
          .query(query, { ...variables, after: page.pageInfo.endCursor }, { requestPolicy: 'network-only' })
          .toPromise();
        if (!isCurrent) return;
        page = next.data && connectionOf(next.data);
        error ??= next.error;
        items.push(...(page?.nodes ?? []));
      }
      setRest({ key, items, error });
      setLoading(false);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [client, query, key, data, pages]);

  const further = rest?.key === key ? rest : undefined;
  return {
    // What failed further on is told with the first: not all is there.
    answer: [{ ...first, error: first.error ?? further?.error }, ask],
    items: [...((data && connectionOf(data)?.nodes) ?? []), ...(further?.items ?? [])],
    isLoading,
    more: () => setWanted({ key, pages: Math.min(pages + 1, PAGES_MAX) }),
  };
}
