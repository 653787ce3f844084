import { RotateCcw, X } from 'lucide-react';
import { useId } from 'react';
import { useText } from '../../language/text';
import { MOST_BYTES_TOLD } from './send-file';
import { type Sending, useFilesState } from './use-files';

/** A file on its way: how far it is, and how to stop it; or why it did not arrive, and how to go on. */
export function SendingEntry({ sending, onGone }: { sending: Sending; onGone: () => void }) {
  const text = useText();
  const id = useId();
  const { cancel, resume } = useFilesState();
  const { key, name, size, sent, state, fault } = sending;
  const values = { size: text.bytes(MOST_BYTES_TOLD) };
  return (
    <li>
      <p className="file-name" id={id}>
        {name} <span className="soft small">{text.bytes(size)}</span>
      </p>
      {state !== 'FAULT' && (
        <div className="row small">
          <progress aria-labelledby={id} max={size} value={sent} />
          <span className="soft">
            {state === 'ATTACHING'
              ? text('submit.files.attaching')
              : text('submit.files.progress', { share: text.percent(Math.floor((sent / size) * 100) / 100) })}
          </span>
        </div>
      )}
      <div role="alert">
        {fault && (
          <p className="fault" lang={fault.message ? undefined : 'en'}>
            {fault.message ? text(fault.message, values) : fault.told}
          </p>
        )}
      </div>
      <div className="row">
        {fault?.canResume && (
          <button type="button" className="button" onClick={() => resume(key)}>
            <RotateCcw size={16} aria-hidden />
            {text('submit.files.resume')}
            <span className="unseen">: {name}</span>
          </button>
        )}
        {state !== 'ATTACHING' && (
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              cancel(key);
              onGone();
            }}
          >
            <X size={16} aria-hidden />
            {text(fault ? 'submit.files.dismiss' : 'submit.files.cancel')}
            <span className="unseen">: {name}</span>
          </button>
        )}
      </div>
    </li>
  );
}
