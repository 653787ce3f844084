import './find.css';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { problemOf } from '../../api/problem';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { withParameter } from '../../parts/parameter';
import { Skeleton } from '../../parts/skeleton';
import { SaveSearch } from '../searches/save-search';
import { Called } from './called';
import { Chips } from './chips';
import { Facets } from './facets';
import { Notes } from './notes';
import { FACETS, ORDERS, questionOf, withoutFacets } from './question';
import { ResultList } from './result-list';
import { useResults } from './use-results';

/** Searching. The address holds all of it, so that it can be shared and comes back the same. */
export default function FindPage() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  const question = questionOf(parameters);
  const { results, isStale, isLoading, error, retry } = useResults(question);
  const [isNarrowing, setNarrowing] = useState(false);
  const { query } = question;
  const isNarrowed = FACETS.some(({ name }) => question.chosen[name].length > 0);
  const title = query.trim() ? text('find.titleOf', { query: query.trim() }) : text('find.title');
  return (
    <div className="page find">
      <div className="find-head">
        <PageHeading title={title} keepsSearch />
        <p role="status" className="total">
          {results &&
            !isStale &&
            text(results.totalIsExact ? 'find.total' : 'find.totalAtLeast', { count: results.totalCount })}
        </p>
        <SaveSearch suggestedName={query} />
      </div>
      <button
        type="button"
        className="button narrowing"
        aria-expanded={isNarrowing}
        aria-controls="facets"
        onClick={() => setNarrowing(!isNarrowing)}
      >
        <SlidersHorizontal size={18} aria-hidden />
        {text('find.narrow')}
      </button>
      <section id="facets" className={isNarrowing ? 'narrow-by open' : 'narrow-by'} aria-label={text('find.narrow')}>
        {results ? <Facets facets={results.facets} /> : <Skeleton lines={6} cards={2} />}
      </section>
      <section className="found" aria-label={text('find.results')} aria-busy={isLoading}>
        <Called query={query} />
        <div className="row tools">
          <Chips question={question} facets={results?.facets ?? []} />
          <label className="sort">
            <span>{text('find.sort')}</span>
            <select
              value={question.order}
              onChange={(event) => {
                const sorted = withParameter(parameters, 'sort', event.target.value.toLowerCase());
                setParameters(withParameter(sorted, 'shown', ''), { preventScrollReset: true });
              }}
            >
              {ORDERS.map((order) => (
                <option key={order} value={order}>
                  {text.of('find.order', order)}
                </option>
              ))}
            </select>
          </label>
        </div>
        {error && (
          <div role="alert" className="notice problem">
            <p>{text(problemOf(error).message)}</p>
            <button type="button" className="button" onClick={retry}>
              {text('problem.retry')}
            </button>
          </div>
        )}
        {results && (
          <div className={isStale ? 'stale' : undefined}>
            <Notes results={results} />
            {results.totalCount > 0 ? (
              <ResultList results={results} isLoading={isLoading} />
            ) : (
              <Nothing query={query} isNarrowed={isNarrowed} parameters={parameters} />
            )}
          </div>
        )}
        {!results && !error && <Skeleton lines={4} cards={5} />}
      </section>
    </div>
  );
}

/** Nothing was found: what to try. */
function Nothing(props: { query: string; isNarrowed: boolean; parameters: URLSearchParams }) {
  const text = useText();
  const { query, isNarrowed, parameters } = props;
  return (
    <div className="notice">
      <p>{query ? text('find.nothing', { query }) : text('find.nothingHere')}</p>
      <ul>
        {isNarrowed && (
          <li>
            <Link to={`/find?${withoutFacets(parameters)}`}>{text('find.tryWithout')}</Link>
          </li>
        )}
        <li>{text('find.tryFewer')}</li>
        <li>
          <Link to="/find">{text('find.tryAll')}</Link>
        </li>
        <li>
          <Link to="/recommendations">{text('find.tryRecommendations')}</Link>
        </li>
      </ul>
    </div>
  );
}
