import { type FormEvent, useState } from 'react';
import { useText } from '../../language/text';
import { PageDialog } from '../../parts/confirm-dialog';
import { Field } from '../../parts/field';
import type { Fault } from '../../session/session-provider';

/** Asks under which name a search is kept. `send` answers what is wrong; when nothing is, the dialog closes. */
export function NameDialog(props: {
  title: string;
  name: string;
  send: (name: string) => Promise<Fault[]>;
  onClose: () => void;
}) {
  const text = useText();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [isSending, setSending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    if (name.trim() === '') return setFaults([{ code: 'INVALID', message: text('searches.noName') }]);
    setSending(true);
    const found = await props.send(name);
    setSending(false);
    setFaults(found);
    if (found.length === 0) props.onClose();
    return undefined;
  };
  return (
    <PageDialog title={props.title} isOpen onClose={props.onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field label={text('searches.name')} isRequired error={faults[0]?.message}>
          {(control) => (
            // biome-ignore lint/a11y/noAutofocus: the one field of a dialog that was just asked for.
            <input {...control} name="name" defaultValue={props.name} maxLength={100} autoComplete="off" autoFocus />
          )}
        </Field>
        <div className="row end">
          <button type="button" className="button" onClick={props.onClose}>
            {text('parts.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={isSending}>
            {text('searches.save')}
          </button>
        </div>
      </form>
    </PageDialog>
  );
}
