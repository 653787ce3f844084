import { type ReactNode, useState } from 'react';
import { faultsBeside } from '../../api/faults';
import { useText } from '../../language/text';
import { PageDialog } from '../../parts/confirm-dialog';
import type { Fault } from '../../session/session-provider';

/**
 * A form over the page. What is wrong stands beside its field. When somebody else changed the same thing meanwhile that is said, what was
 * typed stays to be copied, and the newest state is one button away.
 */
export function EditDialog(props: {
  title: string;
  action: string;
  fields: string[];
  onSend: () => Promise<Fault[]>;
  onClose: () => void;
  onReload?: () => void;
  children: (faults: Fault[]) => ReactNode;
}) {
  const text = useText();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    const found = await props.onSend();
    setSending(false);
    setFaults(found);
    if (found.length === 0) props.onClose();
    else setTimeout(() => document.querySelector<HTMLElement>('.dialog [aria-invalid]')?.focus());
  };
  const isConflict = faults.some(({ code }) => code === 'VERSION_CONFLICT');
  return (
    <PageDialog title={props.title} isOpen onClose={props.onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) void send();
        }}
      >
        {props.children(faults)}
        <div role="alert">
          {isConflict ? (
            <p className="fault">{text('manage.conflict')}</p>
          ) : (
            faultsBeside(faults, props.fields).map((message) => (
              <p key={message} className="fault">
                {message}
              </p>
            ))
          )}
        </div>
        <div className="row end">
          {isConflict && props.onReload && (
            <button type="button" className="button" onClick={props.onReload}>
              {text('manage.reload')}
            </button>
          )}
          <button type="button" className="button" onClick={props.onClose}>
            {text('parts.cancel')}
          </button>
          <button type="submit" className="button primary" aria-disabled={isSending}>
            {props.action}
          </button>
        </div>
      </form>
    </PageDialog>
  );
}
