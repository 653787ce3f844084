import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The search as the address says it, and as it was asked to be: the address follows a little later, and what was clicked must show at once,
 * and count for the next click.
 */
export function useWishedAddress() {
  const [current, setParameters] = useSearchParams();
  const [asked, setAsked] = useState<string[]>([]);
  const here = current.toString();
  const last = asked.at(-1);
  useEffect(() => {
    if (here === last) setAsked([]);
  }, [here, last]);
  return {
    current,
    // Somebody who went elsewhere meanwhile has changed their mind.
    wished: last !== undefined && asked.includes(here) ? new URLSearchParams(last) : current,
    change(next: URLSearchParams) {
      setAsked((before) => [...(before.includes(here) ? before : [here]), next.toString()]);
      setParameters(next, { preventScrollReset: true });
    },
  };
}
