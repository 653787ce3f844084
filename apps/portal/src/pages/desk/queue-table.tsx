import { Link } from 'react-router';
import { useMutation } from 'urql';
import { FaultText, faultsOf } from '../../api/faults';
import { useText } from '../../language/text';
import { KindBadge, StatusBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { useSession } from '../../session/session-provider';
import { AssignReview, type QueueItem } from './desk-query';

/** The queue, dense: one line for each paper. On a narrow screen each becomes a card. */
export function QueueTable(props: {
  items: QueueItem[];
  search: string;
  reviewers: { id: string; name: string }[];
  onChange: (options: { requestPolicy: 'network-only' }) => void;
}) {
  const text = useText();
  return (
    <table className="queue">
      <caption className="unseen">{text('desk.table')}</caption>
      <thead>
        <tr>
          {(['paper', 'status', 'waiting', 'open', 'hands'] as const).map((column) => (
            <th key={column} scope="col">
              {text(`desk.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.items.map((item) =>
          item.contribution ? (
            <tr key={item.contribution.id}>
              <th scope="row">
                <Link
                  to={`/desk/${item.contribution.reference}${props.search && `?${props.search}`}`}
                  lang={item.contribution.language}
                >
                  {item.title || text('parts.untitled')}
                </Link>
                <span className="facts">
                  <KindBadge kind={item.contribution.kind} />
                  <span>{text.list(item.contribution.organisations.map(({ name }) => name))}</span>
                  <span className="reference">{item.contribution.reference}</span>
                  {item.isRevision && <span>{text('desk.isRevision')}</span>}
                </span>
              </th>
              <td>
                <StatusBadge status={item.status} />
              </td>
              <td data-label={text('desk.waiting')}>
                <Moment at={item.waitingSince} as="ago" />
              </td>
              <td data-label={text('desk.open')}>{openWords(text, item)}</td>
              <td>
                <Hands item={item} reviewers={props.reviewers} onChange={props.onChange} />
              </td>
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  );
}

function openWords(text: ReturnType<typeof useText>, item: QueueItem): string {
  const { openSuggestions, proposedLinks, suspectLinks } = item;
  const words = [
    openSuggestions > 0 && text('desk.open.suggestions', { count: openSuggestions }),
    proposedLinks > 0 && text('desk.open.proposed', { count: proposedLinks }),
    suspectLinks > 0 && text('desk.open.suspect', { count: suspectLinks }),
  ].filter((word) => word !== false);
  return words.length > 0 ? words.join(', ') : text('desk.open.nothing');
}

/** Who has it; whoever took it meanwhile is named, and nothing is taken from them unseen. */
export function Hands(props: {
  item: Pick<QueueItem, 'assignee' | 'title'> & { contribution?: { id: string } | null };
  reviewers: { id: string; name: string }[];
  onChange: (options: { requestPolicy: 'network-only' }) => void;
}) {
  const text = useText();
  const tell = useTell();
  const { viewer } = useSession();
  const [{ fetching }, assign] = useMutation(AssignReview);
  const { assignee, contribution, title } = props.item;
  const give = async (analyst: string) => {
    const result = await assign({
      input: { contribution: contribution?.id ?? '', analyst: analyst || null, insteadOf: assignee?.id },
    });
    const [fault] = faultsOf(result, text('desk.notSent'));
    if (fault) tell({ text: <FaultText of={fault} /> });
    props.onChange({ requestPolicy: 'network-only' });
  };
  const known = [...props.reviewers];
  if (assignee && !known.some(({ id }) => id === assignee.id)) known.push(assignee);
  return (
    <select
      className="hands"
      aria-label={text('desk.handsOf', { title })}
      aria-busy={fetching}
      value={assignee?.id ?? ''}
      onChange={(event) => void give(event.target.value)}
    >
      <option value="">{text('desk.hands.NOBODYS')}</option>
      {known.map(({ id, name }) => (
        <option key={id} value={id}>
          {id === viewer?.id ? text('desk.me', { name }) : name}
        </option>
      ))}
    </select>
  );
}
