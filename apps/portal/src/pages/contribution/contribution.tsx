import './contribution.css';
import { useEffect, useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { useQuery } from 'urql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Related } from '../../parts/related';
import { usePassages } from '../../parts/use-passages';
import NotFound from '../not-found/not-found';
import { Cite } from './cite';
import { ContributionPage, paperNamed, type Whole } from './contribution-query';
import { Details } from './details';
import { Files } from './files';
import { Head } from './head';
import { History } from './history';
import { Links } from './links';
import { markQuotes } from './mark-quotes';
import { Passages } from './passages';
import { Relations, Superseded } from './relations';
import { Revisions } from './revisions';

/** A paper: what it says, who says it, and what it speaks to. */
export default function ContributionPageView() {
  const { reference = '' } = useParams();
  const variables = paperNamed(reference);
  const { byId } = variables;
  const answer = useQuery({ query: ContributionPage, variables });
  return (
    <div className="page">
      <Answer of={answer}>
        {({ contribution, node }) => {
          const whole = (byId ? node : contribution) as Whole | null | undefined;
          return whole && 'passages' in whole ? (
            <Paper key={whole.id} contribution={whole} onChanged={() => answer[1]({ requestPolicy: 'network-only' })} />
          ) : (
            <NotFound />
          );
        }}
      </Answer>
    </div>
  );
}

function Paper({ contribution, onChanged }: { contribution: Whole; onChanged: () => void }) {
  const text = useText();
  const { hash } = useLocation();
  const wanted = hash.slice(1);
  const known = usePassages(contribution, wanted);
  const [isFormatted, setFormatted] = useState(false);
  const isThere = known.passages.some(({ id }) => id === wanted);
  // The passage that the address names: brought into view when it is there, and what is quoted of it is marked.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a passage that is loaded later is there later, and its marks go when it is formatted.
  useEffect(() => {
    const passage = wanted ? document.getElementById(wanted) : null;
    if (!passage) return undefined;
    passage.scrollIntoView({ block: 'start' });
    passage.focus({ preventScroll: true });
    return markQuotes(passage, quotesIn(contribution, wanted));
  }, [wanted, isThere, isFormatted, contribution]);
  const title = contribution.title || text('parts.untitled');
  const { tombstone } = contribution;
  return (
    <article className="paper">
      <Head contribution={contribution}>
        <PageHeading title={title}>
          <span lang={contribution.language}>{title}</span>
        </PageHeading>
      </Head>
      <div className="paper-main">
        <Superseded contribution={contribution} />
        {tombstone ? (
          <div className="notice">
            <p>{text('contribution.withdrawn', { date: text.date(tombstone.withdrawnAt) })}</p>
            <p>{tombstone.reason}</p>
          </div>
        ) : (
          <>
            <Details contribution={contribution} />
            <Passages contribution={contribution} of={known} onFormatted={() => setFormatted(true)} />
          </>
        )}
        <Links contribution={contribution} />
        <Relations contribution={contribution} onChanged={onChanged} />
        <Related id={contribution.id} />
        <Revisions id={contribution.id} language={contribution.language} />
        <History id={contribution.id} />
      </div>
      <aside className="paper-side" aria-label={text('contribution.about')}>
        <Cite contribution={contribution} />
        <Files contribution={contribution} />
        <Subjects contribution={contribution} />
      </aside>
    </article>
  );
}

/** The quotes that links take from a passage. */
function quotesIn({ links }: Whole, passage: string): string[] {
  return links.nodes.flatMap(({ evidence }) =>
    evidence.filter((one) => one.passage.id === passage).map(({ quote }) => quote),
  );
}

function Subjects({ contribution: { themes, systems } }: { contribution: Whole }) {
  const text = useText();
  const entries = [
    ...themes.map(({ code, label }) => ({ code, label, to: `/find?theme=${code}`, group: 'theme' })),
    ...systems.map(({ code, name }) => ({ code, label: name, to: `/find?system=${code}`, group: 'system' })),
  ];
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{text('contribution.subjects')}</h2>
      <ul className="plain">
        {entries.map(({ code, label, to, group }) => (
          <li key={group + code}>
            <Link className="roomy" to={to}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
