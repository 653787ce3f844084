import { ArrowRight, Ban, Keyboard, MessageSquarePlus, Send, Undo2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useClient, useQuery } from 'urql';
import { FaultText } from '../../api/faults';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { StatusBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { selectedWords } from '../../parts/selected-words';
import { FIRST_CLAIM } from './claim-fields';
import { Decisions, Key } from './decisions';
import { Reviewers } from './desk-query';
import { CommentDialog, CorrectDialog, LinkDialog, ReasonDialog } from './forms';
import { useHeld } from './held';
import { type Item, itemsOf, targetOf } from './items';
import { Comments, Paper, type Quoted, selectedQuote } from './paper';
import { Hands } from './queue-table';
import type { Reviewed } from './review-query';
import { ShortcutDialog } from './shortcut-dialog';
import { type Command, useKeys, useShortcuts } from './shortcuts';
import { useDecisions } from './use-decisions';
import { useNextPaper } from './use-next-paper';

type Open =
  | { form: 'CORRECT'; item: Extract<Item, { type: 'SUGGESTION' }> }
  | { form: 'REJECT' | 'CONFIRM'; item: Item }
  | { form: 'LINK' | 'COMMENT'; passage: { id: string } | null; words: string }
  | { form: 'CHANGES' | 'DECLINE' }
  | { form: 'KEYS' };

/** Where a paper is judged. Everything can be done by keys; the focus goes from one open item to the next. */
export function Workbench(props: { paper: Reviewed; search: string; again: () => void }) {
  const text = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const client = useClient();
  const { paper, search } = props;
  const items = useMemo(() => itemsOf(paper), [paper]);
  const [active, setActive] = useState<string>();
  const [claims, setClaims] = useState<Record<string, typeof FIRST_CLAIM>>({});
  const [open, setOpen] = useState<Open>();
  const [keys, saveKeys, resetKeys] = useKeys();
  const held = useHeld();
  const { next } = useNextPaper(paper.id, search);
  const [{ data: people }] = useQuery({ query: Reviewers });

  const openItems = items.filter((item) => item.isOpen);
  const undecided = openItems.filter(({ key }) => !held.some(({ about }) => about === key));
  const move = (step: number) => {
    const at = openItems.findIndex(({ key }) => key === active);
    const to = openItems[at < 0 ? (step > 0 ? 0 : openItems.length - 1) : at + step];
    if (to) setActive(to.key);
  };
  /** On to the first after this one that nobody has decided on. */
  const goOn = (from: string) => {
    const at = openItems.findIndex(({ key }) => key === from);
    const order = [...openItems.slice(at + 1), ...openItems.slice(0, Math.max(at, 0))];
    const to = order.find(({ key }) => undecided.some((item) => item.key === key));
    if (to) setActive(to.key);
  };
  const toNext = useCallback(
    () => void navigate(next ? `/desk/${next}${search && `?${search}`}` : `/desk${search && `?${search}`}`),
    [navigate, next, search],
  );
  const decisions = useDecisions({ client, paper, again: props.again, toNext, search });

  const status = paper.pending?.status ?? paper.status;
  const isHeld = held.some(({ about }) => about === paper.id);
  const canJudge = (status === 'SUBMITTED' || status === 'IN_REVIEW') && !isHeld;
  const accept = (item: Item) => {
    if (item.type === 'LINK' && item.link.evidence.length === 0) return setOpen({ form: 'CONFIRM', item });
    decisions.accept(item, claims[item.key] ?? FIRST_CLAIM);
    return goOn(item.key);
  };
  const [texts] = useState(() => new Map<string, string>());
  const none = { passage: null, words: '' };
  /** A comment is about one passage, the first that is selected. */
  const commented = (): Quoted | typeof none => {
    const [first] = selectedWords(texts);
    return first ? { passage: { id: first.passage }, words: first.words.trim() } : none;
  };

  const run = (command: Command) => {
    const item = openItems.find(({ key }) => key === active);
    const isItemHeld = item && held.some(({ about }) => about === item.key);
    const about = item && !isItemHeld ? item : undefined;
    const commands: Record<Command, () => void> = {
      next: () => move(1),
      previous: () => move(-1),
      accept: () => about && accept(about),
      correct: () => about?.type === 'SUGGESTION' && setOpen({ form: 'CORRECT', item: about }),
      reject: () => about && setOpen({ form: 'REJECT', item: about }),
      undo: () => decisions.undoLast(),
      link: () => setOpen({ form: 'LINK', ...(selectedQuote(texts) ?? none) }),
      comment: () => canJudge && setOpen({ form: 'COMMENT', ...commented() }),
      publish: () => canJudge && void decisions.finish('PUBLISH'),
      changes: () => canJudge && setOpen({ form: 'CHANGES' }),
      decline: () => canJudge && setOpen({ form: 'DECLINE' }),
      nextPaper: toNext,
      help: () => setOpen({ form: 'KEYS' }),
    };
    commands[command]();
  };
  useShortcuts(keys, run);
  const shortcut = (command: Command) => (keys.isOn ? keys.keys[command] : undefined);
  const close = () => setOpen(undefined);
  const unsent = paper.reviewComments.filter(({ sentAt }) => !sentAt);
  const whole = paper.reviewComments.filter(
    ({ passage }) => !paper.passages.nodes.some(({ id }) => id === passage?.id),
  );

  return (
    <>
      <p className="row back">
        <Link to={`/desk${search && `?${search}`}`}>{text('desk.toQueue')}</Link>
        <button type="button" className="button quiet small" onClick={() => setOpen({ form: 'KEYS' })}>
          <Keyboard size={16} aria-hidden />
          {text('desk.keys')}
          <Key of={shortcut('help')} />
        </button>
      </p>
      <PageHeading title={paper.pending?.title ?? (paper.title || text('parts.untitled'))}>
        <span lang={paper.language}>{paper.pending?.title ?? (paper.title || text('parts.untitled'))}</span>
      </PageHeading>
      <div className="row judge">
        <StatusBadge status={status} />
        <span className="reference">{paper.reference}</span>
        {paper.submittedAt && (
          <span className="soft">
            {text('desk.handedIn')} <Moment at={paper.submittedAt} as="ago" />
          </span>
        )}
        {canJudge && (
          <Hands
            item={{ assignee: paper.assignee, title: paper.title, contribution: paper }}
            reviewers={people?.reviewers ?? []}
            onChange={props.again}
          />
        )}
      </div>
      {isHeld && (
        <p className="notice row" role="status">
          <span>{held.find(({ about }) => about === paper.id)?.words}</span>
          <button type="button" className="button" onClick={() => decisions.undo(paper.id)}>
            <Undo2 size={18} aria-hidden />
            {text('desk.undo')}
          </button>
        </p>
      )}
      <div className="row judge">
        {canJudge && (
          <>
            <button
              type="button"
              className="button primary"
              aria-keyshortcuts={shortcut('publish')}
              onClick={() => void decisions.finish('PUBLISH')}
            >
              <Send size={18} aria-hidden />
              {text('desk.publish')}
              <Key of={shortcut('publish')} />
            </button>
            <button
              type="button"
              className="button"
              aria-keyshortcuts={shortcut('changes')}
              onClick={() => setOpen({ form: 'CHANGES' })}
            >
              <Undo2 size={18} aria-hidden />
              {text('desk.changes', { count: unsent.length })}
              <Key of={shortcut('changes')} />
            </button>
            <button
              type="button"
              className="button"
              aria-keyshortcuts={shortcut('decline')}
              onClick={() => setOpen({ form: 'DECLINE' })}
            >
              <Ban size={18} aria-hidden />
              {text('desk.decline')}
              <Key of={shortcut('decline')} />
            </button>
            <button
              type="button"
              className="button quiet"
              onClick={() => setOpen({ form: 'COMMENT', passage: null, words: '' })}
            >
              <MessageSquarePlus size={18} aria-hidden />
              {text('desk.comment.whole')}
            </button>
          </>
        )}
        <a className="button to-decisions" href="#decisions">
          {text('desk.toDecide', { count: openItems.length })}
        </a>
        <button type="button" className="button" aria-keyshortcuts={shortcut('nextPaper')} onClick={toNext}>
          {text(next ? 'desk.next' : 'desk.nextNone')}
          <ArrowRight size={18} aria-hidden />
          <Key of={shortcut('nextPaper')} />
        </button>
      </div>
      <Comments
        comments={whole}
        onRemove={(id) =>
          void decisions.removeComment(id).then(([fault]) => fault && tell({ text: <FaultText of={fault} /> }))
        }
      />
      <div className="bench">
        <Paper
          paper={paper}
          items={items}
          active={active}
          texts={texts}
          onLink={(quote) => setOpen({ form: 'LINK', ...quote })}
          onComment={(quote) => setOpen({ form: 'COMMENT', ...quote })}
          onRemoveComment={(id) =>
            void decisions.removeComment(id).then(([fault]) => fault && tell({ text: <FaultText of={fault} /> }))
          }
        />
        <Decisions
          items={items}
          links={paper.links}
          active={active}
          claims={claims}
          keys={keys}
          actions={{
            onActivate: setActive,
            onClaim: (key, claim) => setClaims({ ...claims, [key]: claim }),
            onAccept: accept,
            onCorrect: (item) => item.type === 'SUGGESTION' && setOpen({ form: 'CORRECT', item }),
            onReject: (item) => setOpen({ form: 'REJECT', item }),
            onUndo: decisions.undo,
            onReopen: (item) =>
              void decisions.reopen(item).then(([fault]) => fault && tell({ text: <FaultText of={fault} /> })),
          }}
        />
      </div>
      {open && form(open)}
    </>
  );

  function form(shown: Open) {
    switch (shown.form) {
      case 'KEYS':
        return <ShortcutDialog keys={keys} onSave={saveKeys} onReset={resetKeys} onClose={close} />;
      case 'CORRECT':
        return (
          <CorrectDialog
            item={shown.item}
            claim={claims[shown.item.key] ?? FIRST_CLAIM}
            onClose={close}
            onSend={(code, claim) => decisions.correct(shown.item, code, claim)}
          />
        );
      case 'REJECT':
      case 'CONFIRM': {
        const { code } = targetOf(shown.item);
        const isReject = shown.form === 'REJECT';
        return (
          <ReasonDialog
            title={text(isReject ? 'desk.rejectOf' : 'desk.confirmBare', { name: code })}
            action={text(isReject ? 'desk.reject' : 'desk.confirm')}
            isUsual={isReject}
            onClose={close}
            onSend={async (reason) => {
              if (isReject) decisions.reject(shown.item, reason);
              else decisions.accept(shown.item, FIRST_CLAIM, reason);
              goOn(shown.item.key);
              return [];
            }}
          />
        );
      }
      case 'LINK':
        return (
          <LinkDialog words={shown.words} onClose={close} onSend={(link) => decisions.link(link, shown.passage?.id)} />
        );
      case 'COMMENT':
        return (
          <CommentDialog
            words={shown.words}
            hasPassage={shown.passage !== null}
            onClose={close}
            onSend={(comment, quote) => decisions.comment(comment, quote, shown.passage?.id)}
          />
        );
      case 'CHANGES':
      case 'DECLINE':
        return (
          <ReasonDialog
            title={text(shown.form === 'CHANGES' ? 'desk.changesTitle' : 'desk.declineTitle', { count: unsent.length })}
            action={text(shown.form === 'CHANGES' ? 'desk.changesSend' : 'desk.decline')}
            onClose={close}
            onSend={async (note) => {
              await decisions.finish(shown.form, note);
              return [];
            }}
          />
        );
    }
  }
}
