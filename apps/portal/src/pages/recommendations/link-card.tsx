import { Link } from 'react-router';
import { useText } from '../../language/text';
import { StanceBadge } from '../../parts/badges';
import { PassagePlace } from '../../parts/passage-place';
import type { ShownLink } from './recommendation-query';

/** One paper's word on the recommendation: who, on which side, why, and where it says so. */
export function LinkCard({ link }: { link: ShownLink }) {
  const text = useText();
  const { contribution } = link;
  const address = `/contributions/${contribution.reference ?? contribution.id}`;
  return (
    <li className="link-card">
      <p className="small row">
        <StanceBadge stance={link.stance} />
        <span className="soft">{text.of('strength', link.strength)}</span>
        {link.suspect && <span className="suspect">{text('recommendation.isSuspect')}</span>}
      </p>
      <p className="who-says">
        {contribution.organisations.length > 0
          ? contribution.organisations.map((organisation, index) => (
              <span key={organisation.id}>
                {index > 0 && ', '}
                <strong>{organisation.name}</strong>{' '}
                <span className="soft small">({text.of('organisationKind', organisation.kind)})</span>
              </span>
            ))
          : text('recommendation.nobodyNamed')}
      </p>
      {link.evidence.map((evidence) => (
        <blockquote key={`${evidence.passage.id}${evidence.quote}`} lang={contribution.language}>
          <p>{evidence.quote}</p>
          <footer className="small">
            <Link to={`${address}#${evidence.passage.id}`} hrefLang={contribution.language}>
              {evidence.passage.heading
                ? text('recommendation.passageUnder', { heading: evidence.passage.heading })
                : text('recommendation.passage')}
            </Link>
            {evidence.passage.file && (
              <span className="soft">
                {' '}
                <PassagePlace of={{ ...evidence.passage, heading: null }} language={contribution.language} />
              </span>
            )}
          </footer>
        </blockquote>
      ))}
      <p>{link.rationale}</p>
      <p className="small soft">
        <Link to={address} lang={contribution.language}>
          {contribution.title}
        </Link>{' '}
        · {text.of('kind', contribution.kind)}
        {contribution.reference && <> · {contribution.reference}</>}
        {contribution.publishedAt && <> · {text.date(contribution.publishedAt)}</>}
      </p>
    </li>
  );
}
