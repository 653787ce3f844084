import { type ReactNode, useRef, useState } from 'react';
import type { AnyVariables, UseQueryResponse } from 'urql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { LoadMore } from '../../parts/load-more';
import { useTell } from '../../parts/notices';

/** Over a list: a box that narrows it, and the way to a new one; each where there is one. */
export function ManageTools(props: {
  find?: { label: string; words: string; onFind: (words: string) => void };
  action?: { label: string; run: () => void };
}) {
  const { find, action } = props;
  return (
    <div className="row manage-tools">
      {find && (
        <search>
          <input
            type="search"
            aria-label={find.label}
            placeholder={find.label}
            value={find.words}
            onChange={(event) => find.onFind(event.target.value)}
          />
        </search>
      )}
      {action && (
        <button type="button" className="button primary" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}

/** A list of what is managed, with how much of it is shown, and the way to more. */
export function ManagedList<Item extends { id: string }, Data, Variables extends AnyVariables>(props: {
  of: UseQueryResponse<Data, Variables>;
  items: readonly Item[];
  total: number;
  isLoading?: boolean;
  /** The way to the next page; absent where all are there. */
  onMore?: () => void;
  row: (item: Item) => ReactNode;
}) {
  const text = useText();
  const list = useRef<HTMLUListElement>(null);
  const { items, total, onMore } = props;
  return (
    <Answer of={props.of}>
      {() => (
        <>
          {!onMore && (
            <p role="status" className="soft">
              {text('manage.shown', { count: total, shown: items.length })}
            </p>
          )}
          <ul className="plain manage-list" ref={list}>
            {items.map((item) => (
              <li key={item.id}>{props.row(item)}</li>
            ))}
          </ul>
          {onMore && (
            <LoadMore
              list={list}
              shown={items.length}
              total={total}
              isLoading={props.isLoading ?? false}
              onMore={onMore}
            />
          )}
        </>
      )}
    </Answer>
  );
}

/** What of a list that is there as a whole is found by the letters typed over it; `wordsOf` says where they are looked for. */
export function useNarrowed<Item>(items: readonly Item[], wordsOf: (item: Item) => readonly string[]) {
  const [words, setWords] = useState('');
  const part = words.trim().toLowerCase();
  return {
    found: items.filter((item) => wordsOf(item).some((word) => word.toLowerCase().includes(part))),
    find: { words, onFind: setWords },
  };
}

/** One of a list: what it is called, facts of it, and what can be done with it. */
export function ManagedItem(props: { title: string; facts: ReactNode; children: ReactNode }) {
  return (
    <>
      <div>
        <h2>{props.title}</h2>
        <p className="facts">{props.facts}</p>
      </div>
      {props.children}
    </>
  );
}

/** Opens the form for one; `name` tells apart which. */
export function ChangeButton({ name, onClick }: { name: string | undefined; onClick: () => void }) {
  const text = useText();
  return (
    <button type="button" className="button" aria-label={text('manage.changeOf', { name })} onClick={onClick}>
      {text('manage.change')}
    </button>
  );
}

/** What is edited in the form over a list, and what happens when it closes: told, and the list is asked for again. */
export function useEditing<Item extends { id: string }>(again: () => void, saved: string | ((item: Item) => string)) {
  const tell = useTell();
  const [edited, setEdited] = useState<Item | 'NEW'>();
  return {
    edited,
    /** Undefined for a new one. */
    item: edited === 'NEW' ? undefined : edited,
    edit: (item: Item | 'NEW') => setEdited(item),
    form: {
      onClose: () => setEdited(undefined),
      onDone: () => {
        if (typeof saved === 'string') tell(saved);
        else if (edited && edited !== 'NEW') tell(saved(edited));
        again();
      },
      onReload: () => {
        setEdited(undefined);
        again();
      },
    },
  };
}

/** What a form over a list is given. */
export interface FormProps {
  onClose: () => void;
  onDone: () => void;
  onReload: () => void;
}
