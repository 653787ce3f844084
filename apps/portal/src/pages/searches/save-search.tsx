import { Bookmark, BookmarkCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMutation } from 'urql';
import { faultsOf } from '../../api/faults';
import { useText } from '../../language/text';
import { useTell } from '../../parts/notices';
import { useSession } from '../../session/session-provider';
import { essence } from '../find/question';
import { SAVED, SaveSearch as Save, useSavedSearches } from './saved-query';

// A dialog is much to send with a page that most people only read.
const NameDialog = lazy(async () => ({ default: (await import('./name-dialog')).NameDialog }));

/** Keeps the search that the address holds, for who is signed in; one that is kept already says so. */
export function SaveSearch({ suggestedName }: { suggestedName: string }) {
  const text = useText();
  const tell = useTell();
  const { viewer } = useSession();
  const [parameters] = useSearchParams();
  const [{ data }] = useSavedSearches(Boolean(viewer));
  const [, save] = useMutation(Save);
  const [isNaming, setNaming] = useState(false);
  const address = essence(parameters);
  const known = data?.savedSearches.find((one) => one.address === address);
  if (!viewer) return null;
  return (
    <p className="save-search">
      {known ? (
        <Link className="button quiet" to="/searches">
          <BookmarkCheck size={18} aria-hidden />
          {text('searches.savedAs', { name: known.name })}
        </Link>
      ) : address ? (
        <button type="button" className="button quiet" onClick={() => setNaming(true)}>
          <Bookmark size={18} aria-hidden />
          {text('searches.saveThis')}
        </button>
      ) : (
        <Link className="button quiet" to="/searches">
          <Bookmark size={18} aria-hidden />
          {text('searches.title')}
        </Link>
      )}
      {isNaming && (
        <Suspense>
          <NameDialog
            title={text('searches.saveThis')}
            name={suggestedName.slice(0, 100)}
            send={async (name) => {
              const faults = faultsOf(await save({ input: { name, address } }, SAVED), text('searches.notSent'));
              if (faults.length === 0) tell(text('searches.saved', { name: name.trim() }));
              return faults;
            }}
            onClose={() => setNaming(false)}
          />
        </Suspense>
      )}
    </p>
  );
}
