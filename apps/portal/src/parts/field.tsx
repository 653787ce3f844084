import { type ReactNode, useId } from 'react';
import { useText } from '../language/text';

/** What the element that is filled in needs, so that label, hint and error belong to it. */
export interface Control {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  required: boolean | undefined;
}

/** A field of a form: <Field label="…" hint="…" error={…}>{(control) => <input {...control} />}</Field> */
export function Field(props: {
  /** Where links lead to; else one is made. */
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  isRequired?: boolean;
  children: (control: Control) => ReactNode;
}) {
  const text = useText();
  const made = useId();
  const id = props.id ?? made;
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        {props.isRequired === false && <span className="soft"> {text('parts.optional')}</span>}
      </label>
      {props.hint && (
        <p id={`${id}-hint`} className="hint">
          {props.hint}
        </p>
      )}
      {props.children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': props.error ? true : undefined,
        required: props.isRequired || undefined,
      })}
      <div id={`${id}-error`} role="alert">
        {props.error && <p className="fault">{props.error}</p>}
      </div>
    </div>
  );
}
