import { useState } from 'react';
import { faultAt, ownFault } from '../../api/faults';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import type { Fault } from '../../session/session-provider';

/** Asks under which name a search is kept. */
export function NameDialog(props: {
  title: string;
  name: string;
  send: (name: string) => Promise<Fault[]>;
  onClose: () => void;
}) {
  const text = useText();
  const [name, setName] = useState(props.name);
  const send = async (): Promise<Fault[]> =>
    name.trim() === '' ? [ownFault(text('searches.noName'), 'name')] : await props.send(name);
  return (
    <FormDialog
      title={props.title}
      action={text('searches.save')}
      fields={['name']}
      onSend={send}
      onClose={props.onClose}
    >
      {(faults) => (
        <Field label={text('searches.name')} isRequired error={faultAt(faults, 'name')}>
          {(control) => (
            <input
              {...control}
              maxLength={100}
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: the one field of a dialog that was just asked for.
              autoFocus
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
