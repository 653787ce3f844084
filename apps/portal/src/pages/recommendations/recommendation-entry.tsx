import { Link } from 'react-router';
import { useText } from '../../language/text';
import { LevelBadge } from '../../parts/badges';
import { SideBar } from '../../parts/side-bar';
import { countSides } from '../../parts/sides';
import type { Listed } from './list-query';

/** One recommendation in the list. */
export function RecommendationEntry({ entry }: { entry: Listed }) {
  const text = useText();
  const { coverage } = entry;
  return (
    <li className="entry">
      <div>
        <Link to={`/recommendations/${entry.code}`} lang="en" className="title">
          {entry.title}
        </Link>
        <p className="soft small">
          <span className="code">{entry.code}</span> · {text.of('recommendationKind', entry.kind)} ·{' '}
          {text.of('attestation', entry.source.attestation)}
        </p>
      </div>
      <div className="said">
        <LevelBadge level={coverage.level} />
        {coverage.contributions > 0 && (
          <span className="small">
            {text('recommendations.voices', {
              contributions: coverage.contributions,
              organisations: coverage.organisations,
            })}
          </span>
        )}
        {coverage.proposed > 0 && (
          <span className="small soft">{text('recommendations.proposed', { count: coverage.proposed })}</span>
        )}
      </div>
      <SideBar counts={countSides(coverage.byStance)} isQuiet />
    </li>
  );
}
