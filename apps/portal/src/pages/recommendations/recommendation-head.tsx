import { Link } from 'react-router';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import type { Shown } from './recommendation-query';

/** What it says, where that is known from, and what that is worth. */
export function RecommendationHead({ recommendation }: { recommendation: Shown }) {
  const text = useText();
  const { source, set } = recommendation;
  const where = [source.section, source.page].filter((part) => part !== null && part !== undefined);
  return (
    <header className="head">
      <p className="soft small trail">
        <Link to="/recommendations">{text('recommendations.title')}</Link> ·{' '}
        <span lang="en">{recommendation.chapter}</span>
      </p>
      <p className="eyebrow">
        <span className="code">{recommendation.code}</span> {text.of('recommendationKind', recommendation.kind)}
      </p>
      <PageHeading title={recommendation.title}>
        <span lang="en">{recommendation.title}</span>
      </PageHeading>
      <div className="split">
        <div>
          <p className="lead" lang="en">
            {recommendation.summary}
          </p>
          <p className="soft small">{text('recommendation.ourWords')}</p>
          <dl className="known">
            <Names label={text('recommendation.addressees')} names={recommendation.addressees} />
            <Names label={text('recommendation.addresseesInferred')} names={recommendation.addresseesInferred} />
            {recommendation.themes.length > 0 && (
              <>
                <dt>{text('recommendation.themes')}</dt>
                <dd>
                  <ul className="inline">
                    {recommendation.themes.map((theme) => (
                      <li key={theme.code}>
                        <Link to={`/find?${new URLSearchParams({ theme: theme.code })}`}>{theme.label}</Link>
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            )}
            {recommendation.systems.length > 0 && (
              <>
                <dt>{text('recommendation.systems')}</dt>
                <dd>
                  <ul className="inline">
                    {recommendation.systems.map((system) => (
                      <li key={system.code}>
                        <Link to={`/find?${new URLSearchParams({ system: system.code })}`}>{system.name}</Link>
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            )}
          </dl>
        </div>
        <section className="source" aria-labelledby="source">
          <h2 id="source">{text('recommendation.source')}</h2>
          <p>
            <strong>{text.of('attestation', source.attestation)}.</strong>{' '}
            {text.of('attestationMeans', source.attestation)}
          </p>
          <p lang="en">
            {source.url ? (
              <a href={source.url} rel="noreferrer">
                {source.document}
              </a>
            ) : (
              source.document
            )}
            {where.length > 0 && `, ${where.join(', ')}`}
          </p>
          {source.urls.length > 1 && (
            <ul className="small">
              {source.urls.slice(1).map((url) => (
                <li key={url}>
                  <a href={url} rel="noreferrer">
                    {new URL(url).hostname}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {source.note && (
            <p className="small" lang="en">
              {source.note}
            </p>
          )}
          <p className="small soft">
            <span lang="en">{set.title}</span>
            {set.adoptedOn && <>, {text.partialDate(set.adoptedOn)}</>}
            {' · '}
            {text('recommendation.version', { version: recommendation.version })}
          </p>
        </section>
      </div>
    </header>
  );
}

function Names({ label, names }: { label: string; names: readonly string[] }) {
  const text = useText();
  if (names.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd lang="en">{text.list(names)}</dd>
    </>
  );
}
