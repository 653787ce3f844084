import { type ReactNode, useState } from 'react';
import { useText } from '../language/text';
import type { Fault } from '../session/session-provider';
import { PageDialog } from './confirm-dialog';
import { OtherFaults } from './other-faults';

/**
 * A form over the page. What is wrong stands beside its field, and what was typed stays when sending fails. Where `onReload` leads to the
 * newest state, that somebody else changed the same thing meanwhile is said, and what was typed can still be copied.
 */
export function FormDialog(props: {
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
  const { onReload } = props;
  const isConflict = onReload !== undefined && faults.some(({ code }) => code === 'VERSION_CONFLICT');
  return (
    <PageDialog title={props.title} isOpen onClose={props.onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) void send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        {props.children(faults)}
        {isConflict ? (
          <p role="alert" className="fault">
            {text('manage.conflict')}
          </p>
        ) : (
          <OtherFaults faults={faults} fields={props.fields} />
        )}
        <div className="row end">
          {isConflict && (
            <button type="button" className="button" onClick={onReload}>
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
