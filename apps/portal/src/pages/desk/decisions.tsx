import { Check, PenLine, RotateCcw, Undo2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useText } from '../../language/text';
import { LinkStateBadge, StanceBadge } from '../../parts/badges';
import { Cut } from '../../parts/cut';
import { Disclosure } from '../../parts/disclosure';
import { PassagePlace } from '../../parts/passage-place';
import { AwaitedQuotes } from './awaited-quotes';
import { type Claim, ClaimFields, FIRST_CLAIM } from './claim-fields';
import { useHeld } from './held';
import { evidenceOf, type Item, targetOf } from './items';
import type { Reviewed } from './review-query';
import type { Keys } from './shortcuts';
import { WhySuspect } from './why-suspect';

export interface DecisionActions {
  onActivate: (key: string) => void;
  onClaim: (key: string, claim: Claim) => void;
  onAccept: (item: Item) => void;
  onCorrect: (item: Item) => void;
  onReject: (item: Item) => void;
  onUndo: (key: string) => void;
  onReopen: (item: Item) => void;
}

/** What there is to decide on a paper, one after another, and what was decided. */
export function Decisions(props: {
  items: Item[];
  links: Reviewed['links'];
  active: string | undefined;
  claims: Record<string, Claim>;
  keys: Keys;
  actions: DecisionActions;
}) {
  const text = useText();
  const open = props.items.filter(({ isOpen }) => isOpen);
  const decided = props.items.filter(({ isOpen }) => !isOpen);
  return (
    <section id="decisions" className="decisions" aria-label={text('desk.decisions')}>
      <h2>{text('desk.toDecide', { count: open.length })}</h2>
      <Cut of={props.links} />
      {open.length === 0 && <p className="soft">{text('desk.nothingToDecide')}</p>}
      <ol className="plain">
        {open.map((item) => (
          <OpenItem key={item.key} item={item} {...props} />
        ))}
      </ol>
      {decided.length > 0 && (
        <Disclosure label={text('desk.decided', { count: decided.length })}>
          <ul className="plain">
            {decided.map((item) => (
              <DecidedItem key={item.key} item={item} actions={props.actions} />
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}

function OpenItem(props: {
  item: Item;
  active: string | undefined;
  claims: Record<string, Claim>;
  keys: Keys;
  actions: DecisionActions;
}) {
  const text = useText();
  const { item, actions, keys } = props;
  const box = useRef<HTMLLIElement>(null);
  const isActive = props.active === item.key;
  const held = useHeld().find(({ about }) => about === item.key);
  useEffect(() => {
    if (isActive && !box.current?.contains(document.activeElement)) box.current?.focus();
  }, [isActive]);
  const { code, name } = targetOf(item);
  const isLink = item.type === 'LINK' || item.suggestion.kind === 'RECOMMENDATION';
  const shortcut = (command: 'accept' | 'correct' | 'reject') => (keys.isOn ? keys.keys[command] : undefined);
  return (
    <li
      ref={box}
      tabIndex={-1}
      className={isActive ? 'item active' : 'item'}
      aria-current={isActive ? 'true' : undefined}
      onFocus={() => actions.onActivate(item.key)}
    >
      <p className="item-kind">
        {text(kindOf(item))}
        {item.type === 'SUGGESTION' && (
          <span className="confidence">{text('desk.sure', { share: text.percent(item.suggestion.confidence) })}</span>
        )}
      </p>
      <h3>
        {isLink ? (
          <Link to={`/recommendations/${code}`} target="_blank" rel="noopener">
            {code}
          </Link>
        ) : (
          <span>{code}</span>
        )}{' '}
        <span>{name}</span>
      </h3>
      <Why item={item} />
      {held ? (
        <p className="row held">
          <span>{held.words}</span>
          <button type="button" className="button small" onClick={() => actions.onUndo(item.key)}>
            <Undo2 size={16} aria-hidden />
            {text('desk.undo')}
          </button>
        </p>
      ) : (
        <>
          {item.type === 'SUGGESTION' && isLink && (
            <ClaimFields
              label={code}
              claim={props.claims[item.key] ?? FIRST_CLAIM}
              onChange={(claim) => actions.onClaim(item.key, claim)}
            />
          )}
          <div className="row">
            <button
              type="button"
              className="button small"
              aria-keyshortcuts={shortcut('accept')}
              onClick={() => actions.onAccept(item)}
            >
              <Check size={16} aria-hidden />
              {text(item.type === 'LINK' ? 'desk.confirm' : 'desk.accept')}
              <span className="unseen">{code}</span>
              <Key of={shortcut('accept')} />
            </button>
            {item.type === 'SUGGESTION' && (
              <button
                type="button"
                className="button small"
                aria-keyshortcuts={shortcut('correct')}
                onClick={() => actions.onCorrect(item)}
              >
                <PenLine size={16} aria-hidden />
                {text('desk.correct')}
                <span className="unseen">{code}</span>
                <Key of={shortcut('correct')} />
              </button>
            )}
            <button
              type="button"
              className="button small"
              aria-keyshortcuts={shortcut('reject')}
              onClick={() => actions.onReject(item)}
            >
              <X size={16} aria-hidden />
              {text('desk.reject')}
              <span className="unseen">{code}</span>
              <Key of={shortcut('reject')} />
            </button>
          </div>
        </>
      )}
    </li>
  );
}

/** The key that does the same, for those who see it; aria-keyshortcuts tells the others. */
export function Key({ of }: { of: string | undefined }) {
  return of ? (
    <kbd aria-hidden className="key">
      {of}
    </kbd>
  ) : null;
}

function kindOf(item: Item) {
  if (item.type === 'SUGGESTION') return `desk.suggested.${item.suggestion.kind}` as const;
  return item.link.suspect ? 'desk.suspectLink' : 'desk.proposedLink';
}

/** What speaks for it. */
function Why({ item }: { item: Item }) {
  const text = useText();
  const evidence = evidenceOf(item);
  const awaited = item.type === 'LINK' ? item.link.awaitedEvidence : [];
  return (
    <div className="why">
      {item.type === 'LINK' && (
        <>
          <p className="facts">
            <StanceBadge stance={item.link.stance} />
            <span>{text.of('strength', item.link.strength)}</span>
          </p>
          <p>{item.link.rationale}</p>
          {item.link.suspect && <WhySuspect newerEnds={item.link.newerEnds} />}
        </>
      )}
      {item.type === 'SUGGESTION' && item.suggestion.method.length > 0 && (
        <p className="small soft">{text('desk.method', { words: text.list(item.suggestion.method.slice(0, 4)) })}</p>
      )}
      {evidence.map(({ quote, start, passage }) => (
        <blockquote key={`${passage.id}:${start}`}>
          {quote}
          {passage.file && (
            <footer className="small soft">
              <PassagePlace of={passage} />
            </footer>
          )}
        </blockquote>
      ))}
      {awaited.length > 0 && <AwaitedQuotes quotes={awaited} language="und" />}
      {evidence.length + awaited.length === 0 && <p className="small soft">{text('desk.noEvidence')}</p>}
    </div>
  );
}

function DecidedItem({ item, actions }: { item: Item; actions: DecisionActions }) {
  const text = useText();
  const { code, name } = targetOf(item);
  const reason = item.type === 'LINK' ? item.link.decisionReason : item.suggestion.reason;
  return (
    <li className="item">
      <h3>
        <span>{code}</span> <span>{name}</span>
      </h3>
      <p className="facts">
        {item.type === 'LINK' ? (
          <>
            <LinkStateBadge state={item.link.state} />
            <StanceBadge stance={item.link.stance} />
            {item.link.decidedBy && <span>{item.link.decidedBy.name}</span>}
          </>
        ) : (
          <LinkStateBadge state="REJECTED" />
        )}
      </p>
      {reason && <p className="small">{reason}</p>}
      {item.type === 'SUGGESTION' && (
        <button
          type="button"
          className="button small"
          aria-label={text('desk.reopenOf', { name: code })}
          onClick={() => actions.onReopen(item)}
        >
          <RotateCcw size={16} aria-hidden />
          {text('desk.reopen')}
        </button>
      )}
      {item.type === 'LINK' && item.link.state === 'CONFIRMED' && (
        <button
          type="button"
          className="button small"
          aria-label={text('desk.rejectOf', { name: code })}
          onClick={() => actions.onReject(item)}
        >
          <X size={16} aria-hidden />
          {text('desk.reject')}
        </button>
      )}
    </li>
  );
}
