import { Link } from 'react-router';
import { useText } from '../../language/text';
import { Marked } from '../../parts/marked';
import { addressOf, useQuickHits } from '../../parts/quick-hits';

const MOST = 4;

/** What is called like the query: recommendations, themes, systems, organisations and events; papers are among the results. */
export function Called({ query }: { query: string }) {
  const text = useText();
  const hits = useQuickHits(query)
    ?.filter(({ node }) => !('reference' in node))
    .slice(0, MOST);
  // Its place is held from the start, so that the results don't move when it comes.
  if (!query) return null;
  if (!hits?.length) return <p className="called soft small">{hits && text('find.calledNothing')}</p>;
  return (
    <nav className="called" aria-label={text('find.called')}>
      <p className="soft small">{text('find.called')}</p>
      <ul className="plain row">
        {hits.map((hit) => (
          <li key={hit.node.id}>
            <Link to={addressOf(hit)}>
              <Marked html={hit.html} /> <span className="soft small">{text.of('quickHit', hit.node.__typename)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
