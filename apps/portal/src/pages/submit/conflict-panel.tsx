import { useState } from 'react';
import { useText } from '../../language/text';
import { useDraftState } from './draft-context';
import type { FieldName, Fields } from './fields';

/** Two texts for one field: both are shown, and the author chooses, field by field. Nothing is lost until then. */
export function ConflictPanel() {
  const text = useText();
  const { conflict, fields, resolve } = useDraftState();
  const [chosen, setChosen] = useState<Partial<Record<FieldName, 'ours' | 'theirs'>>>({});
  if (!conflict) return null;
  const choose = (name: FieldName, side: 'ours' | 'theirs') => setChosen((before) => ({ ...before, [name]: side }));
  return (
    <section className="conflict" aria-labelledby="conflict">
      <h2 id="conflict">{text('submit.conflict')}</h2>
      <p>{text('submit.conflictMeans')}</p>
      {conflict.names.map((name) => (
        <fieldset key={name}>
          <legend>{text.of('submit.field', name)}</legend>
          {(['ours', 'theirs'] as const).map((side) => (
            <label key={side} className="version">
              <span className="row">
                <input
                  type="radio"
                  name={name}
                  checked={(chosen[name] ?? 'ours') === side}
                  onChange={() => choose(name, side)}
                />
                {text(`submit.conflict.${side}`)}
              </span>
              <span className="said" lang={fields.language}>
                {shown((side === 'ours' ? fields : conflict.theirs)[name]) || text('submit.empty')}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <button
        type="button"
        className="button primary"
        onClick={() => {
          const theirs = conflict.names.filter((name) => chosen[name] === 'theirs');
          resolve({ ...fields, ...Object.fromEntries(theirs.map((name) => [name, conflict.theirs[name]])) });
        }}
      >
        {text('submit.conflict.resolve')}
      </button>
    </section>
  );
}

function shown(value: Fields[FieldName]): string {
  if (typeof value === 'string') return value;
  return value.map((item) => (typeof item === 'string' ? item : item.name)).join(', ');
}
