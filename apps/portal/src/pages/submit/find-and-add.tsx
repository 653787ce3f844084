import { Plus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { Chosen } from '../../parts/chosen';
import type { FieldName, Named } from './fields';
import type { Lookup } from './lookups';
import { elementOf } from './steps';

/** Some of very many: typed, found, added; each can be taken away again. */
export function FindAndAdd(props: {
  name: FieldName;
  label: string;
  hint?: string;
  chosen: readonly Named[];
  onChange: (chosen: Named[]) => void;
  useFound: Lookup;
  error?: ReactNode;
}) {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const { chosen, onChange } = props;
  const { found: all, failure } = props.useFound(typed);
  const found = all?.filter((one) => !chosen.some((known) => known.id === one.id));
  return (
    <div className="field">
      <label htmlFor={elementOf(props.name)}>{props.label}</label>
      {props.hint && (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <Chosen chosen={chosen} onRemove={(gone) => onChange(chosen.filter(({ id: known }) => known !== gone))} />
      <input
        id={elementOf(props.name)}
        type="search"
        autoComplete="off"
        placeholder={text('submit.find')}
        value={typed}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p role="status" className="hint">
        {found && text('parts.found', { count: found.length })}
      </p>
      {found && found.length > 0 && (
        <ul className="plain found">
          {found.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="button"
                onClick={() => {
                  onChange([...chosen, one]);
                  setTyped('');
                  document.getElementById(elementOf(props.name))?.focus();
                }}
              >
                <Plus size={16} aria-hidden />
                {one.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="alert">
        {failure && <p className="fault">{text(problemOf(failure).message)}</p>}
        {props.error && <p className="fault">{props.error}</p>}
      </div>
    </div>
  );
}
