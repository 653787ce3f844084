import { Link } from 'react-router';
import { useText } from '../../language/text';
import { SIDES, sideOf } from '../../parts/sides';
import { LinkCard } from './link-card';
import type { Shown } from './recommendation-query';

/** Who says what, for, against and otherwise, with the words that say so. */
export function Arguments({ recommendation }: { recommendation: Shown }) {
  const text = useText();
  const { nodes, totalCount } = recommendation.decided;
  if (nodes.length === 0) return null;
  return (
    <section aria-labelledby="arguments">
      <h2 id="arguments">{text('recommendation.arguments')}</h2>
      {totalCount > nodes.length && (
        <p>
          {text('recommendation.firstOf', { shown: nodes.length, total: totalCount })}{' '}
          <Link to={`/find?${new URLSearchParams({ recommendation: recommendation.code })}`}>
            {text('recommendation.findAll')}
          </Link>
        </p>
      )}
      {SIDES.map((side) => {
        const links = nodes.filter(({ stance }) => sideOf(stance) === side);
        return (
          links.length > 0 && (
            <section key={side} className={`side ${side.toLowerCase()}`}>
              <h3>{text(`side.heading.${side}`, { count: links.length })}</h3>
              <ul className="plain cards">
                {links.map((link) => (
                  <LinkCard key={link.id} link={link} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </section>
  );
}
