import { useRef } from 'react';
import { Link } from 'react-router';
import { ContributionCard, contributionAddress } from '../../parts/contribution-card';
import { LoadMore } from '../../parts/load-more';
import { Marked } from '../../parts/marked';
import { useSetParameter } from '../../parts/parameter';
import { PassagePlace } from '../../parts/passage-place';
import type { Result, Results } from './find-query';
import { PAGE, SHOWN_MAX } from './question';

/** The hits, each with its best passages. */
export function ResultList({ results, isLoading }: { results: Results; isLoading: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  const setParameter = useSetParameter();
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
        limit={SHOWN_MAX}
        onMore={() => setParameter('shown', String(shown + PAGE))}
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
