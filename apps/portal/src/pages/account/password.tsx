import { useState } from 'react';
import { useMutation } from 'urql';
import { faultAt, faultsOf } from '../../api/faults';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { useTell } from '../../parts/notices';
import { OtherFaults } from '../../parts/other-faults';
import type { Fault } from '../../session/session-provider';
import { ChangePassword } from './account-query';

/** A new password; the other browsers are signed out with it. */
export function Password({ isGiven, onChanged }: { isGiven: boolean; onChanged: () => void }) {
  const text = useText();
  const tell = useTell();
  const [, change] = useMutation(ChangePassword);
  const [faults, setFaults] = useState<Fault[]>([]);
  const send = async (form: HTMLFormElement) => {
    const values = new FormData(form);
    const input = {
      present: String(values.get('present')),
      next: String(values.get('next')),
      endTokens: values.get('endTokens') !== null,
    };
    const found = faultsOf(await change({ input }), text('account.notSent'));
    setFaults(found);
    if (found.length > 0) return form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    form.reset();
    tell(text('account.passwordChanged'));
    return onChanged();
  };
  return (
    <section>
      <h2>{text('account.password')}</h2>
      {isGiven && <p className="notice">{text('account.passwordGiven')}</p>}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <Field label={text('account.present')} error={faultAt(faults, 'present')}>
          {(control) => (
            <input {...control} name="present" type="password" autoComplete="current-password" maxLength={1000} />
          )}
        </Field>
        <Field label={text('account.next')} hint={text('account.nextHint')} error={faultAt(faults, 'next')}>
          {(control) => <input {...control} name="next" type="password" autoComplete="new-password" maxLength={1000} />}
        </Field>
        <label className="check">
          <input type="checkbox" name="endTokens" />
          <span>{text('account.endTokensToo')}</span>
        </label>
        <OtherFaults faults={faults} fields={['present', 'next']} />
        <div>
          <button type="submit" className="button">
            {text('account.changePassword')}
          </button>
        </div>
      </form>
    </section>
  );
}
