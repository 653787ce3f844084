import { useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ContributionCard, contributionAddress } from '../../parts/contribution-card';
import { LoadMore } from '../../parts/load-more';
import { Marked } from '../../parts/marked';
import { PassagePlace } from '../../parts/passage-place';
import type { Result, Results } from './find-query';
import { PAGE } from './question';

/** The hits, each with its best passages. */
export function ResultList({ results, isLoading }: { results: Results; isLoading: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  const [parameters, setParameters] = useSearchParams();
  const shown = results.edges.length;
  return (
    <>
      <ol className="plain results" ref={list}>
        {results.edges.map((result) => (
          <li key={result.node.id}>
            <Hit result={result} />
          </li>
        ))}
      </ol>
      <LoadMore
        list={list}
        shown={shown}
        total={results.totalCount}
        isLoading={isLoading}
        onMore={() => {
          const next = new URLSearchParams(parameters);
          next.set('shown', String(shown + PAGE));
          setParameters(next, { replace: true, preventScrollReset: true });
        }}
      />
    </>
  );
}

function Hit({ result: { node, highlights, passages } }: { result: Result }) {
  const marked = (field: string) => highlights.find((highlight) => highlight.field === field)?.html;
  const title = marked('title');
  const address = contributionAddress(node);
  return (
    <ContributionCard contribution={node} level="h2" title={title && <Marked html={title} />}>
      {passages.length > 0 ? (
        <ul className="plain passages">
          {passages.map(({ html, passage }) => (
            <li key={passage.id}>
              <p lang={node.language}>
                <Marked html={html} />
              </p>
              <Link className="where" to={`${address}#${passage.id}`}>
                <PassagePlace of={passage} language={node.language} />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="abstract" lang={node.language}>
          {node.abstract}
        </p>
      )}
    </ContributionCard>
  );
}
