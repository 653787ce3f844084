import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { graphql } from '../../api/generated';
import type { ContributionStatus } from '../../api/generated/enums';
import type { MyPapersQuery } from '../../api/generated/graphql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { StatusBadge } from '../../parts/badges';
import { ContributionCard } from '../../parts/contribution-card';
import { LoadMore } from '../../parts/load-more';
import { usePages } from '../../parts/use-pages';
import { useSession } from '../../session/session-provider';
import { AskedChanges } from '../submit/asked-changes';
import { SignInNeeded } from '../submit/sign-in-needed';
import './my.css';
import { WithdrawDialog } from './withdraw-dialog';

const MyPapers = graphql(`
  query MyPapers($statuses: [ContributionStatus!], $after: String) {
    contributions(first: 50, after: $after, orderBy: UPDATED, filter: { mine: true, statuses: $statuses }) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...ContributionCard
        ...AskedChanges
        version
        updatedAt
        viewerCan
        pending {
          status
          title
        }
        tombstone {
          reason
        }
      }
    }
  }
`);

export type MyPaper = MyPapersQuery['contributions']['nodes'][number];

const STATUSES: readonly ContributionStatus[] = [
  'CHANGES_REQUESTED',
  'DRAFT',
  'SUBMITTED',
  'IN_REVIEW',
  'PUBLISHED',
  'DECLINED',
  'WITHDRAWN',
];

/** What one has handed in or is writing, and what can be done with each now. */
export default function My() {
  const text = useText();
  const { viewer } = useSession();
  if (viewer === undefined) return <div className="page" />;
  if (viewer === null) return <SignInNeeded />;
  return (
    <div className="page my">
      <div className="row spread">
        <PageHeading title={text('my.title')} />
        <Link className="button primary" to="/submit">
          {text('my.new')}
        </Link>
      </div>
      <Papers />
    </div>
  );
}

function Papers() {
  const text = useText();
  const [parameters] = useSearchParams();
  const status = STATUSES.find((one) => one === parameters.get('status'));
  const list = useRef<HTMLDivElement>(null);
  const { answer, items, isLoading, more } = usePages({
    query: MyPapers,
    variables: { statuses: status ? [status] : null },
    connectionOf: (data) => data.contributions,
  });
  const [withdrawn, setWithdrawn] = useState<MyPaper>();
  return (
    <>
      <nav aria-label={text('my.filter')}>
        <ul className="plain levels">
          {[undefined, ...STATUSES].map((one) => (
            <li key={one ?? 'all'}>
              <Link
                className="choice"
                to={one ? `?status=${one}` : '?'}
                replace
                aria-current={one === status ? 'true' : undefined}
              >
                {one ? text(`status.${one}`) : text('my.all')}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Answer of={answer}>
        {({ contributions }) =>
          items.length === 0 ? (
            <p>{text(status ? 'my.noneLike' : 'my.none')}</p>
          ) : (
            <>
              <p role="status" className="soft small">
                {text('my.count', { count: contributions.totalCount })}
              </p>
              <div ref={list}>
                {items.map((paper) => (
                  <ContributionCard key={paper.id} contribution={paper} level="h2">
                    {paper.pending && (
                      <p className="small">
                        {text('my.pending')} <StatusBadge status={paper.pending.status} />
                      </p>
                    )}
                    <AskedChanges row={paper} />
                    {paper.tombstone && (
                      <p className="small">{text('my.withdrawn', { reason: paper.tombstone.reason })}</p>
                    )}
                    <Actions paper={paper} onWithdraw={() => setWithdrawn(paper)} />
                  </ContributionCard>
                ))}
              </div>
              {contributions.totalCount > 50 && (
                <LoadMore
                  list={list}
                  shown={items.length}
                  total={contributions.totalCount}
                  isLoading={isLoading}
                  onMore={more}
                />
              )}
            </>
          )
        }
      </Answer>
      {withdrawn && (
        <WithdrawDialog
          paper={withdrawn}
          onClose={() => {
            setWithdrawn(undefined);
            // Withdrawn, or changed by somebody else meanwhile: either way the list is no longer true.
            answer[1]({ requestPolicy: 'network-only' });
          }}
        />
      )}
    </>
  );
}

function Actions({ paper, onWithdraw }: { paper: MyPaper; onWithdraw: () => void }) {
  const text = useText();
  const can = (action: MyPaper['viewerCan'][number]) => paper.viewerCan.includes(action);
  const name = <span className="unseen">: {paper.title}</span>;
  return (
    <div className="row">
      {can('REVISE') && (
        <Link className="button" to={`/submit/${paper.id}/text`}>
          {text(paper.status === 'PUBLISHED' && !paper.pending ? 'my.revise' : 'my.edit')}
          {name}
        </Link>
      )}
      {can('LINK') && !can('REVISE') && (
        <Link className="button" to={`/submit/${paper.id}/links`}>
          {text('my.links')}
          {name}
        </Link>
      )}
      {paper.reference && paper.status !== 'WITHDRAWN' && (
        <Link to={`/submit/${paper.id}/receipt`}>
          {text('my.receipt')}
          {name}
        </Link>
      )}
      {can('WITHDRAW') && (
        <button type="button" className="button quiet" onClick={onWithdraw}>
          {text('my.withdraw')}
          {name}
        </button>
      )}
    </div>
  );
}
