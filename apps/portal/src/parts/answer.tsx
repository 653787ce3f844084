import type { ReactNode } from 'react';
import type { AnyVariables, CombinedError, UseQueryResponse } from 'urql';
import { problemOf } from '../api/problem';
import { useText } from '../language/text';

/**
 * What a query answered. While it is on its way that is said (and what was there stays), and when it failed, why, with a way to try
 * again: <Answer of={useQuery({ query })}>{(data) => …}</Answer>
 */
export function Answer<Data, Variables extends AnyVariables>({
  of: [result, ask],
  children,
}: {
  of: UseQueryResponse<Data, Variables>;
  children: (data: Data) => ReactNode;
}) {
  const text = useText();
  const retry = () => ask({ requestPolicy: 'network-only' });
  if (result.data !== undefined && !hasFailed(result)) {
    return (
      <div className={result.stale || result.fetching ? 'stale' : undefined} aria-busy={result.fetching}>
        {result.error && <Partly of={result.error} onRetry={retry} />}
        {children(result.data)}
      </div>
    );
  }
  if (!result.error) {
    return (
      <p role="status" className="waiting">
        {text('wait')}
      </p>
    );
  }
  const { message, id } = problemOf(result.error);
  return (
    <div role="alert" className="notice problem">
      <p>{text(message)}</p>
      {id && <p>{text('problem.reportId', { id })}</p>}
      <button type="button" className="button" onClick={retry}>
        {text('problem.retry')}
      </button>
    </div>
  );
}

/** Of what was asked for, something failed; the rest is shown, but not as if it were all. */
function Partly({ of: error, onRetry }: { of: CombinedError; onRetry: () => void }) {
  const text = useText();
  const { id } = problemOf(error);
  return (
    <div role="alert" className="notice problem">
      <p>{text('problem.partly')}</p>
      {id && <p>{text('problem.reportId', { id })}</p>}
      <button type="button" className="button" onClick={onRetry}>
        {text('problem.retry')}
      </button>
    </div>
  );
}

/** With a failure, a field may come as null that is not: that nothing is there is then not said. */
export function hasFailed({ data, error }: { data?: unknown; error?: unknown }): boolean {
  return Boolean(error && (!data || Object.values(data).some((value) => value === null)));
}
