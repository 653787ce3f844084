import { Link } from 'react-router';
import { useText } from '../../language/text';
import { contributionAddress } from '../../parts/contribution-card';
import type { Whole } from './contribution-query';

/** What only its kind has. */
export function Details({ contribution }: { contribution: Whole }) {
  const text = useText();
  const { language } = contribution;
  if (contribution.__typename === 'PositionPaper') {
    const { statement, asks } = contribution;
    return (
      <>
        {statement && (
          <p className="statement" lang={language}>
            {statement}
          </p>
        )}
        <Items title={text('contribution.asks')} items={asks} language={language} />
      </>
    );
  }
  if (contribution.__typename === 'TechnologyNote') {
    const { technology, maturity, standards, limits } = contribution;
    return (
      <>
        <dl className="details">
          {technology && <Entry name={text('contribution.technology')}>{technology}</Entry>}
          {maturity !== null && (
            <Entry name={text('contribution.maturity')}>{text('contribution.level', { maturity })}</Entry>
          )}
        </dl>
        <Items title={text('contribution.standards')} items={standards} language={language} />
        <Items title={text('contribution.limits')} items={limits} language={language} />
      </>
    );
  }
  if (contribution.__typename !== 'ImplementationOption') return null;
  const { architecture, costEstimate, durationMonths, prerequisites, risks, dependsOn } = contribution;
  return (
    <>
      <dl className="details">
        {architecture && (
          <Entry name={text('contribution.architecture')}>{text.of('architecture', architecture)}</Entry>
        )}
        {costEstimate && (
          <Entry name={text('contribution.cost')}>
            {text('contribution.range', {
              low: text.number(costEstimate.low),
              high: text.number(costEstimate.high),
            })}{' '}
            {costEstimate.currency}
            {costEstimate.basis && <span className="soft"> ({costEstimate.basis})</span>}
          </Entry>
        )}
        {durationMonths && (
          <Entry name={text('contribution.duration')}>
            {text('contribution.months', { low: durationMonths.low, high: durationMonths.high })}
          </Entry>
        )}
      </dl>
      <Items title={text('contribution.prerequisites')} items={prerequisites} language={language} />
      <Items title={text('contribution.risks')} items={risks} language={language} />
      {dependsOn.length > 0 && (
        <>
          <h2>{text('contribution.dependsOn')}</h2>
          <ul>
            {dependsOn.map((other) => (
              <li key={other.id}>
                <Link to={contributionAddress(other)} lang={other.language}>
                  {other.title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Entry({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Items({ title, items, language }: { title: string; items: readonly string[]; language: string }) {
  if (items.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul lang={language}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
