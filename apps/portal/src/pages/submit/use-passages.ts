import { useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { type LinkedPaper, MoreToQuote, type PassageOfPaper } from './links-query';

/** All that can be quoted: the first hundred passages came with the paper, what follows is asked for one hundred after another. */
export function usePassages({ id, passages: first }: LinkedPaper): {
  passages: readonly PassageOfPaper[];
  isAll: boolean;
} {
  const client = useClient();
  const [more, setMore] = useState<{ of: object; nodes: PassageOfPaper[]; isAll: boolean }>();
  useEffect(() => {
    let isWanted = true;
    const ask = async () => {
      let { pageInfo } = first;
      let nodes: PassageOfPaper[] = [];
      while (isWanted && pageInfo.hasNextPage) {
        const variables = { id, after: pageInfo.endCursor };
        const { data } = await client.query(MoreToQuote, variables, { requestPolicy: 'network-only' });
        if (!isWanted || !data?.node || !('passages' in data.node)) return;
        ({ pageInfo } = data.node.passages);
        nodes = [...nodes, ...data.node.passages.nodes];
        setMore({ of: first, nodes, isAll: !pageInfo.hasNextPage });
      }
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [client, id, first]);
  const rest = more?.of === first ? more : undefined;
  const passages = useMemo(() => [...first.nodes, ...(rest?.nodes ?? [])], [first, rest]);
  return { passages, isAll: rest?.isAll ?? !first.pageInfo.hasNextPage };
}
