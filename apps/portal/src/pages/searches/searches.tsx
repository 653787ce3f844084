import { useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { FaultText, faultsOf } from '../../api/faults';
import { Only } from '../../app/only';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { InWords, useNamesIn } from './in-words';
import { NameDialog } from './name-dialog';
import {
  DeleteSavedSearch,
  RenameSavedSearch,
  SAVED,
  type SavedSearch,
  SaveSearch,
  useSavedSearches,
} from './saved-query';

/** The searches one has kept. */
export default function Searches() {
  const text = useText();
  return (
    <Only>
      <div className="page narrow">
        <PageHeading title={text('searches.title')} />
        <Kept />
      </div>
    </Only>
  );
}

function Kept() {
  const text = useText();
  const answer = useSavedSearches(true);
  const nameOf = useNamesIn((answer[0].data?.savedSearches ?? []).map(({ address }) => address));
  return (
    <Answer of={answer}>
      {({ savedSearches }) =>
        savedSearches.length === 0 ? (
          <>
            <p>{text('searches.none')}</p>
            <p>
              <Link className="button" to="/find">
                {text('find.title')}
              </Link>
            </p>
          </>
        ) : (
          <ul className="plain searches">
            {savedSearches.map((search) => (
              <li key={search.id} className="card">
                <h2>
                  <Link to={`/find?${search.address}`}>{search.name}</Link>
                </h2>
                <InWords address={search.address} nameOf={nameOf} />
                <p className="soft small">
                  {text('searches.savedOn')} <Moment at={search.createdAt} />
                </p>
                <Actions search={search} />
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

/** Deleting asks nothing, since it can be taken back. */
function Actions({ search }: { search: SavedSearch }) {
  const text = useText();
  const tell = useTell();
  const [isRenaming, setRenaming] = useState(false);
  const [, rename] = useMutation(RenameSavedSearch);
  const [{ fetching }, remove] = useMutation(DeleteSavedSearch);
  const [, save] = useMutation(SaveSearch);
  const { id, name, address } = search;
  const said = <span className="unseen">: {name}</span>;
  const restore = async () => {
    const [fault] = faultsOf(await save({ input: { name, address } }, SAVED), text('searches.notSent'));
    tell({ text: fault ? <FaultText of={fault} /> : text('searches.saved', { name }) });
  };
  const drop = async () => {
    const [fault] = faultsOf(await remove({ input: { id } }, SAVED), text('searches.notSent'));
    if (fault) return tell({ text: <FaultText of={fault} /> });
    // Its button is gone: the focus must not be lost with it.
    document.querySelector<HTMLElement>('main h1')?.focus();
    return tell({
      text: text('searches.deleted', { name }),
      action: { label: text('searches.undo'), run: () => void restore() },
    });
  };
  return (
    <div className="row">
      <button type="button" className="button quiet" onClick={() => setRenaming(true)}>
        {text('searches.rename')}
        {said}
      </button>
      <button type="button" className="button quiet" disabled={fetching} onClick={() => void drop()}>
        {text('searches.delete')}
        {said}
      </button>
      {isRenaming && (
        <NameDialog
          title={text('searches.renameOf', { name })}
          name={name}
          send={async (next) => faultsOf(await rename({ input: { id, name: next } }, SAVED), text('searches.notSent'))}
          onClose={() => setRenaming(false)}
        />
      )}
    </div>
  );
}
