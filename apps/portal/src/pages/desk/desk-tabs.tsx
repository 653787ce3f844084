import { NavLink } from 'react-router';
import { useQuery } from 'urql';
import { useText } from '../../language/text';
import { AGAIN_WITH, ReviewCounts } from './desk-query';

/** The two kinds of work of an analyst, with how much there is of each. */
export function DeskTabs() {
  const text = useText();
  const [{ data }] = useQuery({ query: ReviewCounts, requestPolicy: 'cache-and-network', context: AGAIN_WITH });
  const counts = data?.reviewCounts;
  return (
    <>
      <nav aria-label={text('desk.parts')}>
        <ul className="plain tabs">
          <li>
            <NavLink to="/desk" end className="tab">
              {text('desk.queue', { count: counts ? counts.submitted + counts.inReview : 0 })}
            </NavLink>
          </li>
          <li>
            <NavLink to="/desk/suspect" className="tab">
              {text('desk.suspect', { count: counts?.suspectLinks ?? 0 })}
            </NavLink>
          </li>
        </ul>
      </nav>
      <dl className="desk-counts">
        {(['mine', 'nobodys', 'olderThanTwoWeeks', 'changesRequested'] as const).map((name) => (
          <div key={name}>
            <dt>{text(`desk.counts.${name}`)}</dt>
            <dd>{counts ? text.number(counts[name]) : '–'}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
