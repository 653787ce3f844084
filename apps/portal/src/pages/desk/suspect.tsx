import './desk.css';
import { Check, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { FaultText, faultsOf } from '../../api/faults';
import { Only } from '../../app/only';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { LinkStateBadge, StanceBadge } from '../../parts/badges';
import { LoadMore } from '../../parts/load-more';
import { useTell } from '../../parts/notices';
import { usePages } from '../../parts/use-pages';
import { AwaitedQuotes } from './awaited-quotes';
import { AGAIN_WITH } from './desk-query';
import { DeskTabs } from './desk-tabs';
import { ReasonDialog } from './forms';
import { DecideLink } from './review-mutations';
import { type SuspectLink, SuspectLinks } from './suspect-query';
import { WhySuspect } from './why-suspect';

/** Links whose paper or recommendation has a newer text, or whose evidence was lost: does the claim still hold? */
export default function Suspect() {
  return (
    <Only may="ANALYST">
      <List />
    </Only>
  );
}

function List() {
  const text = useText();
  const list = useRef<HTMLUListElement>(null);
  const { answer, items, isLoading, more } = usePages({
    query: SuspectLinks,
    variables: { first: 50 },
    connectionOf: (data) => data.suspectLinks,
  });
  const again = () => answer[1]({ requestPolicy: 'network-only' });
  return (
    <div className="page desk">
      <PageHeading title={text('desk.suspectTitle')} />
      <DeskTabs />
      <p className="small soft">{text('desk.suspectHelp')}</p>
      <Answer of={answer}>
        {({ suspectLinks: { totalCount } }) => (
          <>
            <p role="status">{text('desk.suspectCount', { count: totalCount, shown: items.length })}</p>
            <ul className="plain" ref={list}>
              {items.map((link) => (
                <OneLink key={link.id} link={link} onDecided={again} />
              ))}
            </ul>
            {totalCount > 50 && (
              <LoadMore list={list} shown={items.length} total={totalCount} isLoading={isLoading} onMore={more} />
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

function OneLink({ link, onDecided }: { link: SuspectLink; onDecided: () => void }) {
  const text = useText();
  const tell = useTell();
  const client = useClient();
  const [asks, setAsks] = useState<'CONFIRM' | 'REJECT'>();
  const { code } = link.recommendation;
  const decide = async (decision: 'CONFIRM' | 'REJECT', reason?: string) => {
    const result = await client
      .mutation(DecideLink, { input: { id: link.id, decision, reason } }, AGAIN_WITH)
      .toPromise();
    const faults = faultsOf(result, text('desk.notSent'));
    if (faults.length === 0) {
      tell(text(decision === 'CONFIRM' ? 'desk.confirmed' : 'desk.rejected', { name: code }));
      onDecided();
    }
    return faults;
  };
  const confirm = async () => {
    if (link.evidence.length === 0) return setAsks('CONFIRM');
    const [fault] = await decide('CONFIRM');
    if (fault) tell({ text: <FaultText of={fault} /> });
    return undefined;
  };
  return (
    <li className="item suspect-link">
      <h2>
        <Link to={`/desk/${link.contribution.reference}`} lang={link.contribution.language}>
          {link.contribution.title}
        </Link>
      </h2>
      <p className="facts">
        <LinkStateBadge state={link.state} />
        <StanceBadge stance={link.stance} />
        <span>{text.list(link.contribution.organisations.map(({ name }) => name))}</span>
        <span className="reference">{link.contribution.reference}</span>
      </p>
      <WhySuspect newerEnds={link.newerEnds} />
      <div className="two">
        <div>
          <h3>{text('desk.itSaid')}</h3>
          <p>{link.rationale}</p>
          {link.evidence.map(({ quote, start, passage }) => (
            <blockquote key={`${passage.id}:${start}`} lang={link.contribution.language}>
              {quote}
            </blockquote>
          ))}
          <AwaitedQuotes quotes={link.awaitedEvidence} language={link.contribution.language} />
        </div>
        <div>
          <h3>
            <Link to={`/recommendations/${code}`}>{code}</Link> {link.recommendation.title}
          </h3>
          <p lang="en">{link.recommendation.summary}</p>
          <p className="small soft">
            {text('desk.versions', { made: link.recommendationVersion, now: link.recommendation.version })}
          </p>
        </div>
      </div>
      <div className="row">
        <button
          type="button"
          className="button small"
          aria-label={text('desk.stillOf', { name: code })}
          onClick={() => void confirm()}
        >
          <Check size={16} aria-hidden />
          {text('desk.still')}
        </button>
        <button
          type="button"
          className="button small"
          aria-label={text('desk.rejectOf', { name: code })}
          onClick={() => setAsks('REJECT')}
        >
          <X size={16} aria-hidden />
          {text('desk.reject')}
        </button>
      </div>
      {asks && (
        <ReasonDialog
          title={text(asks === 'REJECT' ? 'desk.rejectOf' : 'desk.confirmBare', { name: code })}
          action={text(asks === 'REJECT' ? 'desk.reject' : 'desk.confirm')}
          isUsual={asks === 'REJECT'}
          onClose={() => setAsks(undefined)}
          onSend={(reason) => decide(asks, reason)}
        />
      )}
    </li>
  );
}
