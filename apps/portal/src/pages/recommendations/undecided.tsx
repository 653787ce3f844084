import { useText } from '../../language/text';
import { Cut } from '../../parts/cut';
import { LinkCard } from './link-card';
import type { Shown } from './recommendation-query';

/** What is claimed or suggested and not decided on: apart, since it counts nowhere. */
export function Undecided({ recommendation }: { recommendation: Shown }) {
  const text = useText();
  const { coverage, undecided } = recommendation;
  if (coverage.proposed + coverage.suggested === 0 && undecided.nodes.length === 0) return null;
  return (
    <section aria-labelledby="undecided" className="apart">
      <h2 id="undecided">{text('recommendation.undecided')}</h2>
      <p>{text('recommendation.undecidedMeans', { proposed: coverage.proposed, suggested: coverage.suggested })}</p>
      <Cut of={undecided} />
      <ul className="plain cards">
        {undecided.nodes.map((link) => (
          <LinkCard key={link.id} link={link} />
        ))}
      </ul>
    </section>
  );
}
