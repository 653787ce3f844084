import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../../language/text';
import { AudienceBadge, KindBadge, StatusBadge } from '../../parts/badges';
import type { Whole } from './contribution-query';

/** What it is, who speaks, and when. */
export function Head({ contribution, children }: { contribution: Whole; children: ReactNode }) {
  const text = useText();
  const { organisations, authors, event, language, source, sourceDate, publishedAt, submittedAt, embargoUntil } =
    contribution;
  return (
    <header className="paper-head">
      <p className="facts">
        <KindBadge kind={contribution.kind} />
        <StatusBadge status={contribution.status} />
        {contribution.audience !== 'PUBLIC' && <AudienceBadge audience={contribution.audience} />}
        {contribution.reference && <span className="reference">{contribution.reference}</span>}
        <span>{text.language(language)}</span>
      </p>
      {children}
      <p className="speakers">
        {organisations.map(({ id, name, kind }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <Link to={`/find?organisation=${id}`}>{name}</Link>{' '}
            <span className="soft small">({text.of('organisationKind', kind)})</span>
          </span>
        ))}
        {organisations.length === 0 && <span className="soft">{text('contribution.nobodyNamed')}</span>}
      </p>
      {authors.length > 0 && (
        <p className="small">{text('contribution.writtenBy', { names: text.list(authors.map(({ name }) => name)) })}</p>
      )}
      <p className="small soft">
        {[
          publishedAt && text('contribution.published', { date: text.date(publishedAt) }),
          !publishedAt && submittedAt && text('contribution.submitted', { date: text.date(submittedAt) }),
          embargoUntil && text('contribution.embargo', { date: text.time(embargoUntil) }),
          sourceDate && text('contribution.sourceDate', { date: sourceDate }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {event && (
        <p className="small">
          <Link to={`/find?event=${event.slug}`}>{event.titles[0]}</Link>{' '}
          <span className="soft">({text.partialDate(event.startsOn)})</span>
        </p>
      )}
      {source && (
        <p className="small">
          <a href={source} rel="noreferrer">
            {text('contribution.source')}
          </a>
        </p>
      )}
    </header>
  );
}
