import { useEffect } from 'react';
import { useClient, useQuery } from 'urql';
import { useLanguage } from '../../language/language-provider';
import { ReviewQueue, viewOf } from './desk-query';
import { useHeld } from './held';
import { Review } from './review-query';

/** The next paper of the queue that one came from, fetched ahead so that it is there at once; and how many are left. */
export function useNextPaper(paperId: string, search: string): { next: string | undefined; left: number } {
  const client = useClient();
  const { language } = useLanguage();
  const held = useHeld();
  const [{ data }] = useQuery({
    query: ReviewQueue,
    variables: { ...viewOf(new URLSearchParams(search)), first: 50, after: null },
    requestPolicy: 'cache-and-network',
  });
  const isHeld = (id: string) => held.some(({ about }) => about === id);
  const queue = (data?.reviewQueue.nodes ?? []).flatMap(({ contribution }) => (contribution ? [contribution] : []));
  const place = queue.findIndex(({ id }) => id === paperId);
  const others = [...queue.slice(place + 1), ...queue.slice(0, Math.max(place, 0))].filter(
    ({ id }) => id !== paperId && !isHeld(id),
  );
  const next = others[0]?.reference ?? undefined;
  useEffect(() => {
    if (next) void client.query(Review, { reference: next, language }).toPromise();
  }, [client, next, language]);
  return { next, left: others.length };
}
