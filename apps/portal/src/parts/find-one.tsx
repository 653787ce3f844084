import type { ReactNode } from 'react';
import { useText } from '../language/text';
import { Chosen } from './chosen';
import { Field } from './field';

const ID = 'find-one';

/** One of very many: typed, found, chosen; it can be taken away again. `found` is undefined while that is not known. */
export function FindOne(props: {
  label: string;
  hint?: string;
  error?: ReactNode;
  typed: string;
  onType: (typed: string) => void;
  found: readonly { id: string; name: string; language?: string }[] | undefined;
  value: { id: string; name: string } | undefined;
  onChange: (value: { id: string; name: string } | undefined) => void;
}) {
  const text = useText();
  const { found } = props;
  return (
    <>
      <Field id={ID} label={props.label} hint={props.hint} isRequired error={props.error}>
        {(control) => (
          <input
            {...control}
            type="search"
            autoComplete="off"
            placeholder={text('submit.find')}
            value={props.typed}
            onChange={(event) => props.onType(event.target.value)}
          />
        )}
      </Field>
      <Chosen chosen={props.value ? [props.value] : []} onRemove={() => props.onChange(undefined)} />
      <p role="status" className="hint">
        {found && text('parts.found', { count: found.length })}
      </p>
      {found && found.length > 0 && (
        <ul className="plain find-one">
          {found.map(({ id, name, language }) => (
            <li key={id}>
              <button
                type="button"
                className="button"
                lang={language}
                onClick={() => {
                  props.onChange({ id, name });
                  props.onType('');
                  document.getElementById(ID)?.focus();
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
