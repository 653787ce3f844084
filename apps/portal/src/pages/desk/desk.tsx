import './desk.css';
import { useEffect, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { Only } from '../../app/only';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { useSetParameter } from '../../parts/parameter';
import { AGAIN_WITH, CHOICES, Reviewers, ReviewQueue, viewOf } from './desk-query';
import { DeskTabs } from './desk-tabs';
import { QueueTable } from './queue-table';

const PAGE = 50;

/** What waits to be judged: how long, in whose hands, and what is open on it. */
export default function Desk() {
  return (
    <Only may="ANALYST">
      <Queue />
    </Only>
  );
}

function Queue() {
  const text = useText();
  const [parameters] = useSearchParams();
  const key = parameters.toString();
  // Counts changes; it outlives a list, so that one that was asked for while a change was on its way is asked for again.
  const [changes, setChanges] = useState(0);
  return (
    <div className="page desk">
      <PageHeading title={text('desk.title')} />
      <DeskTabs />
      <QueueFilters />
      <Pages key={key} search={key} changes={changes} onChange={() => setChanges((count) => count + 1)} />
    </div>
  );
}

/** Pages one after another: what is shown stays while more comes. */
function Pages({ search, changes, onChange }: { search: string; changes: number; onChange: () => void }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return cursors.map((cursor, index) => (
    <OnePage
      key={cursor ?? ''}
      search={search}
      changes={changes}
      onChange={onChange}
      after={cursor}
      isFirst={index === 0}
      isLast={index === cursors.length - 1}
      onMore={(next) => setCursors([...cursors, next])}
    />
  ));
}

function OnePage(props: {
  search: string;
  changes: number;
  onChange: () => void;
  after: string | null;
  isFirst: boolean;
  isLast: boolean;
  onMore: (cursor: string) => void;
}) {
  const text = useText();
  const variables = { ...viewOf(new URLSearchParams(props.search)), first: PAGE, after: props.after };
  const answer = useQuery({
    query: ReviewQueue,
    variables,
    requestPolicy: 'cache-and-network',
    context: AGAIN_WITH,
  });
  const [, ask] = answer;
  const { changes } = props;
  useEffect(() => {
    if (changes > 0) ask({ requestPolicy: 'network-only' });
  }, [changes, ask]);
  const [{ data: people }] = useQuery({ query: Reviewers });
  return (
    <Answer of={answer}>
      {({ reviewQueue: { nodes, totalCount, pageInfo } }) => (
        <>
          {props.isFirst && (
            <p role="status" className="soft">
              {text('desk.count', { count: totalCount })}
            </p>
          )}
          {nodes.length > 0 && (
            <QueueTable
              items={nodes}
              search={props.search}
              reviewers={people?.reviewers ?? []}
              onChange={props.onChange}
            />
          )}
          {props.isLast && pageInfo.hasNextPage && (
            <button type="button" className="button" onClick={() => props.onMore(pageInfo.endCursor ?? '')}>
              {text('parts.more')}
            </button>
          )}
        </>
      )}
    </Answer>
  );
}

/** The choices stand in the address, so that a queue can be kept as a bookmark. */
function QueueFilters() {
  const text = useText();
  const id = useId();
  const [parameters] = useSearchParams();
  const choose = useSetParameter();
  const select = (name: string, label: string, options: (readonly [string, string])[]) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <select
        id={`${id}-${name}`}
        value={parameters.get(name) ?? ''}
        onChange={(event) => choose(name, event.target.value)}
      >
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <search className="desk-filters" aria-label={text('desk.filters')}>
      {select('hands', text('desk.hands'), [
        ['', text('desk.any')],
        ...CHOICES.hands.map((value) => [value, text.of('desk.hands', value)] as const),
      ])}
      {select('status', text('desk.status'), [
        ['', text('desk.toDo')],
        ...CHOICES.status.map((value) => [value, text.of('status', value)] as const),
      ])}
      {select('kind', text('desk.kind'), [
        ['', text('desk.any')],
        ...CHOICES.kind.map((value) => [value, text.of('kind', value)] as const),
      ])}
      {select('days', text('desk.waiting'), [
        ['', text('desk.anyAge')],
        ...CHOICES.days.map((value) => [value, text('desk.olderThan', { days: Number(value) })] as const),
      ])}
      {select('order', text('desk.order'), [
        ['', text('desk.order.LONGEST')],
        ['SHORTEST', text('desk.order.SHORTEST')],
      ])}
    </search>
  );
}
