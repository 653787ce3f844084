import './home.css';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { ContributionCard } from '../../parts/contribution-card';
import { Skeleton } from '../../parts/skeleton';
import { Beginnings } from './home-query';

const THEMES = 12;

/** What this is, and where to begin. */
export default function Home() {
  const text = useText();
  const [{ data, error }] = useQuery({ query: Beginnings });
  const themes = data?.search.facets[0]?.values.slice(0, THEMES) ?? [];
  return (
    <div className="page home">
      <div className="opening">
        <PageHeading title={text('home.title')} />
        <p className="lead">{text('home.lead')}</p>
        <p>{text('home.how')}</p>
        <p className="row">
          <Link className="button primary" to="/find">
            {data ? text('home.allPapers', { count: data.search.totalCount }) : text('find.title')}
          </Link>
          <Link className="button" to="/recommendations">
            {text('recommendations.title')}
          </Link>
        </p>
      </div>
      {/* A failure leaves these out: the ways in above work all the same, and say what is wrong. */}
      {!error && (
        <div className="beginnings">
          <section aria-labelledby="newest">
            <h2 id="newest">{text('home.newest')}</h2>
            {data ? (
              data.search.nodes.map((paper) => <ContributionCard key={paper.id} contribution={paper} />)
            ) : (
              <Skeleton lines={2} cards={4} />
            )}
          </section>
          <section aria-labelledby="themes">
            <h2 id="themes">{text('home.themes')}</h2>
            {data ? (
              <ul className="plain themes">
                {themes.map(({ value, label, count }) => (
                  <li key={value}>
                    <Link to={`/find?theme=${value}`}>{label}</Link>{' '}
                    <span className="soft small">{text.number(count)}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <Skeleton lines={6} cards={2} />
            )}
          </section>
        </div>
      )}
    </div>
  );
}
