import { useEffect, useState } from 'react';
import {
  type CombinedError,
  type OperationContext,
  type RequestPolicy,
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

/**
 * A list of which more can be asked for: the first page, and as many further ones as were wanted. When the first is asked for again,
 * because something was changed, so are the others; what was there stays until they are. `connectionOf` finds the list in an answer.
 * `isWhole`: all of it, page after page; for lists to choose from, where what is left out could not be chosen.
 */
export function usePages<Data, Variables extends { after?: string | null }, Item>(props: {
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  connectionOf: (data: Data) => Page<Item> | undefined;
  context?: Partial<OperationContext>;
  pause?: boolean;
  isWhole?: boolean;
  requestPolicy?: RequestPolicy;
}): { answer: UseQueryResponse<Data, Variables>; items: Item[]; isAll: boolean; isLoading: boolean; more: () => void } {
  const { query, variables, connectionOf, isWhole = false } = props;
  // What is chosen from changes seldom.
  const requestPolicy = props.requestPolicy ?? (isWhole ? 'cache-first' : 'cache-and-network');
  const client = useClient();
  const key = JSON.stringify(variables);
  const [first, ask] = useQuery({
    query,
    variables,
    requestPolicy,
    context: props.context,
    pause: props.pause,
  });
  const { data } = first;
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const [rest, setRest] = useState<{ key: string; items: Item[]; isAll: boolean; error?: CombinedError }>();
  const [isLoading, setLoading] = useState(false);
  const asked = wanted.key === key ? wanted.pages : 1;
  const pages = isWhole ? Number.POSITIVE_INFINITY : asked;

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
          .query(
            query,
            { ...variables, after: page.pageInfo.endCursor },
            { requestPolicy: requestPolicy === 'cache-first' ? 'cache-first' : 'network-only' },
          )
          .toPromise();
        if (!isCurrent) return;
        page = next.data && connectionOf(next.data);
        error ??= next.error;
        items.push(...(page?.nodes ?? []));
      }
      setRest({ key, items, isAll: page?.pageInfo.hasNextPage === false, error });
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
    isAll: further?.isAll ?? false,
    isLoading,
    more: () => setWanted({ key, pages: asked + 1 }),
  };
}
