import { FileText, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../language/text';
import type { FileOfDraft } from './files-query';
import { useFilesState } from './use-files';

/** A file of the paper: how far it is read, so that its words can be quoted; and how to take it out. */
export function FileEntry({ file, onGone }: { file: FileOfDraft; onGone: () => void }) {
  const text = useText();
  const { remove, readAgain, faults } = useFilesState();
  const [isBusy, setBusy] = useState(false);
  const fault = faults[file.id];
  const { state, failure, notes } = file.extraction;
  const takeOut = async () => {
    setBusy(true);
    const isGone = await remove(file);
    setBusy(false);
    if (isGone) onGone();
  };
  return (
    <li>
      <p className="file-name">
        <a href={file.url} download className="row">
          <FileText size={18} aria-hidden />
          {file.name}
        </a>{' '}
        <span className="soft small">{text.bytes(file.byteSize)}</span>
      </p>
      <Reading file={file} />
      {state === 'FAILED' && (
        <>
          <p className="fault">
            {text('submit.files.failed')} <span lang="en">{failure}</span>
          </p>
          <p className="hint">{text('submit.files.failedMeans')}</p>
        </>
      )}
      {notes.map((note) => (
        <p key={note} className="hint" lang="en">
          {note}
        </p>
      ))}
      <div role="alert">
        {fault && (
          <p className="fault" lang={fault.message ? undefined : 'en'}>
            {fault.message ? text(fault.message) : fault.told}
          </p>
        )}
      </div>
      <div className="row">
        {state === 'FAILED' && (
          <button type="button" className="button" onClick={() => void readAgain(file)}>
            <RotateCcw size={16} aria-hidden />
            {text('submit.files.readAgain')}
            <span className="unseen">: {file.name}</span>
          </button>
        )}
        <button type="button" className="button quiet" disabled={isBusy} onClick={() => void takeOut()}>
          <Trash2 size={16} aria-hidden />
          {text('submit.files.remove')}
          <span className="unseen">: {file.name}</span>
        </button>
      </div>
    </li>
  );
}

/** How far the reading is, in words. */
function Reading({ file }: { file: FileOfDraft }) {
  const text = useText();
  const { state, pageCount, pagesRead, forRecognition, language, attempts } = file.extraction;
  if (state === 'FAILED') return null;
  if (state === 'PENDING') {
    const waiting = forRecognition ? 'submit.files.forRecognition' : 'submit.files.waiting';
    return <p className="soft small">{text(attempts > 0 ? 'submit.files.tryAgain' : waiting)}</p>;
  }
  if (state === 'RUNNING')
    return (
      <p className="soft small">
        {pageCount
          ? text('submit.files.readingPage', { page: pagesRead, count: pageCount })
          : text('submit.files.reading')}
      </p>
    );
  const facts = [
    ...(pageCount ? [text('submit.files.pages', { count: pageCount })] : []),
    ...(language ? [text.language(language)] : []),
  ];
  return <p className="soft small">{[text('submit.files.read'), ...facts].join(' · ')}</p>;
}
