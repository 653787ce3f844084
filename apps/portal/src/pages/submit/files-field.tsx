import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { FileEntry } from './file-entry';
import { ACCEPTED, MOST_BYTES_TOLD, MOST_FILES } from './send-file';
import { SendingEntry } from './sending-entry';
import { isBeingRead, useFilesState } from './use-files';

/** The files of the paper: chosen by a button or dropped, several at once; each with how far it is, and what is wrong with it. */
export function FilesField() {
  const text = useText();
  const { files, isKnown, answer, sendings, beyond, add } = useFilesState();
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = (list: FileList | null) => {
    if (list && list.length > 0) add([...list]);
  };
  const under = sendings.filter(({ state }) => state !== 'FAULT');
  const total = under.reduce((sum, { size }) => sum + size, 0);
  const sent = under.reduce((sum, one) => sum + one.sent, 0);
  return (
    <fieldset className="many">
      <legend>
        {text('submit.files')}
        <span className="soft"> {text('parts.optional')}</span>
      </legend>
      <p id="files-hint" className="hint">
        {text('submit.files.hint', { most: MOST_FILES, size: text.bytes(MOST_BYTES_TOLD) })}
      </p>
      {/* Dropping is a second way only: all of it can be done by the button. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above. */}
      <div
        className={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          chosen(event.dataTransfer.files);
        }}
      >
        <button
          ref={button}
          id="add-files"
          type="button"
          className="button"
          aria-describedby="files-hint"
          onClick={() => chooser.current?.click()}
        >
          <Upload size={18} aria-hidden />
          {text('submit.files.choose')}
        </button>
        <span className="soft small">{text('submit.files.drop')}</span>
        <input
          ref={chooser}
          type="file"
          hidden
          multiple
          accept={ACCEPTED}
          onChange={(event) => {
            chosen(event.target.files);
            // The same file can be chosen again after it was refused.
            event.target.value = '';
          }}
        />
      </div>
      <div role="alert">
        {beyond > 0 && <p className="fault">{text('submit.files.beyond', { count: beyond, most: MOST_FILES })}</p>}
      </div>
      {/* By quarters: each percent heard would be too much. */}
      <p role="status" className="unseen">
        {under.length > 0 &&
          text('submit.files.sending', { count: under.length, share: text.percent(quarter(sent, total)) })}{' '}
        {text('submit.files.summary', {
          count: files.length,
          reading: files.filter(isBeingRead).length,
        })}
      </p>
      {!isKnown && <Answer of={answer}>{() => null}</Answer>}
      {(files.length > 0 || sendings.length > 0) && (
        <ul className="plain files">
          {files.map((file) => (
            <FileEntry key={file.id} file={file} onGone={() => button.current?.focus()} />
          ))}
          {sendings.map((sending) => (
            <SendingEntry key={sending.key} sending={sending} onGone={() => button.current?.focus()} />
          ))}
        </ul>
      )}
    </fieldset>
  );
}

const quarter = (part: number, whole: number) => Math.floor((part / (whole || 1)) * 4) / 4;
