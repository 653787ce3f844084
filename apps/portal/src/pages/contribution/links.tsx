import { Link } from 'react-router';
import { useText } from '../../language/text';
import { LinkStateBadge, StanceBadge } from '../../parts/badges';
import { Cut } from '../../parts/cut';
import { PassagePlace } from '../../parts/passage-place';
import type { Whole } from './contribution-query';
import { fileAddress } from './files';

/** What it speaks to: on which side, how strongly, why, and where it says so. */
export function Links({ contribution }: { contribution: Whole }) {
  const { links, language } = contribution;
  const text = useText();
  return (
    <section id="links">
      <h2>{text('contribution.links')}</h2>
      {links.nodes.length === 0 && <p className="soft">{text('contribution.noLinks')}</p>}
      <Cut of={links} />
      <ul className="plain">
        {links.nodes.map((link) => (
          <li key={link.id} className="card">
            <h3>
              <Link to={`/recommendations/${link.recommendation.code}`}>{link.recommendation.title}</Link>
            </h3>
            <p className="facts">
              <StanceBadge stance={link.stance} />
              <span>{text.of('strength', link.strength)}</span>
              <span className="reference">{link.recommendation.code}</span>
              {link.state !== 'CONFIRMED' && <LinkStateBadge state={link.state} />}
              {link.suspect && <span>{text('contribution.suspect')}</span>}
            </p>
            {link.rationale && <p>{link.rationale}</p>}
            {link.evidence.map(({ passage, quote, start }) => (
              <blockquote key={passage.id + start}>
                <p lang={language}>{quote}</p>
                <Link className="where" to={`#${passage.id}`}>
                  {text('contribution.toPassage')}
                </Link>
                {(passage.heading || passage.file) && (
                  <span className="soft small">
                    {' '}
                    {passage.file?.mediaType === 'application/pdf' ? (
                      <Link className="where" to={fileAddress(contribution, passage.file.id, passage.id)}>
                        <PassagePlace of={passage} language={language} />
                      </Link>
                    ) : (
                      <PassagePlace of={passage} language={language} />
                    )}
                  </span>
                )}
              </blockquote>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
