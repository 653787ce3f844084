import { useEffect, useRef, useState } from 'react';
import { type Client, type CombinedError, useClient } from 'urql';
import { Find, type Results } from './find-query';
import { filterOf, PAGE_MAX, type Question, variablesOf } from './question';

interface Answered {
  /** On whose behalf it was asked: what one may read is not for who comes after. */
  client: Client;
  question: string;
  results: Results;
}

/**
 * The results of a question, as many as are to be shown. What was found before stays until the answer is there; an answer that comes when
 * something else is looked for is dropped.
 */
export function useResults(question: Question) {
  const client = useClient();
  const [last, setLast] = useState<Answered>();
  const [error, setError] = useState<CombinedError>();
  const [isLoading, setLoading] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const { query, order, shown } = question;
  const filter = JSON.stringify(filterOf(question));
  const asked = JSON.stringify([query, order, filter]);
  const answered = last?.client === client ? last : undefined;
  const known = useRef<Answered>(undefined);
  known.current = answered;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is its parts; another attempt asks the same again.
  useEffect(() => {
    let isCurrent = true;
    const ask = (first: number, after?: string | null) =>
      client.query(Find, variablesOf(question, first, after)).toPromise();
    const load = async () => {
      setLoading(true);
      setError(undefined);
      let results = known.current?.question === asked ? known.current.results : undefined;
      while (!results || (results.edges.length < shown && results.pageInfo.hasNextPage)) {
        const before: Results | undefined = results;
        const missing = shown - (before?.edges.length ?? 0);
        const { data, error: failure } = await ask(Math.min(missing, PAGE_MAX), before?.pageInfo.endCursor);
        if (!isCurrent) return;
        if (!data) {
          setError(failure);
          break;
        }
        const { search } = data;
        results = before ? { ...before, pageInfo: search.pageInfo, edges: [...before.edges, ...search.edges] } : search;
        setLast({ client, question: asked, results });
      }
      setLoading(false);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [client, query, filter, order, shown, asked, attempt]);

  return {
    results: answered?.results,
    /** What is shown belongs to another question. */
    isStale: answered !== undefined && answered.question !== asked,
    isLoading,
    error,
    retry: () => setAttempt((before) => before + 1),
  };
}
