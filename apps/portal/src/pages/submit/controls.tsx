import { type ReactNode, useId } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../language/text';
import { type Control, Field } from '../../parts/field';
import { useDraftState, useField } from './draft-context';
import type { FieldName, Fields } from './fields';
import { LIMITS, STEPS, type Step } from './steps';

type TextName = { [Name in FieldName]: Fields[Name] extends string ? Name : never }[FieldName];

/** A field of the paper: label, hint, and what is wrong with it, tied to what is filled in. */
export function Labelled(props: {
  name: FieldName;
  isRequired?: boolean;
  hint?: ReactNode;
  children: (control: Control) => ReactNode;
}) {
  const text = useText();
  const { id, error } = useField(props.name);
  return (
    <Field
      id={id}
      label={text.of('submit.field', props.name)}
      hint={props.hint}
      error={error}
      isRequired={props.isRequired ?? false}
    >
      {props.children}
    </Field>
  );
}

/** A line, or a text of several. The limit is told when it comes near, and nothing that is pasted is cut. */
export function TextField(props: {
  name: TextName;
  rows?: number;
  isRequired?: boolean;
  hint?: ReactNode;
  type?: 'text' | 'number' | 'datetime-local';
  lang?: string;
  min?: number;
  max?: number;
}) {
  const text = useText();
  const { value, change } = useField(props.name);
  const limit = LIMITS[props.name];
  const isNear = limit !== undefined && value.length > limit * 0.8;
  const common = {
    value,
    lang: props.lang,
    onChange: (event: { target: { value: string } }) => set(event.target.value),
  };
  const set = (typed: string) => change(typed as Fields[TextName]);
  return (
    <Labelled name={props.name} isRequired={props.isRequired} hint={props.hint}>
      {(control) => (
        <>
          {props.rows ? (
            <textarea {...control} {...common} rows={props.rows} />
          ) : (
            <input {...control} {...common} type={props.type ?? 'text'} min={props.min} max={props.max} />
          )}
          {isNear && (
            <p className={value.length > limit ? 'fault small' : 'hint'}>
              {text('submit.length', { length: value.length, limit })}
            </p>
          )}
        </>
      )}
    </Labelled>
  );
}

/** One of a few, each with what it means. */
export function Choice(props: {
  legend: ReactNode;
  value: string;
  options: readonly { value: string; label: ReactNode; hint?: ReactNode }[];
  onChange: (value: string) => void;
  error?: ReactNode;
  id?: string;
}) {
  const name = useId();
  return (
    <fieldset
      className="choices"
      id={props.id}
      tabIndex={-1}
      aria-describedby={props.error ? `${name}-error` : undefined}
    >
      <legend>{props.legend}</legend>
      {props.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={props.value === option.value}
            onChange={() => props.onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <span className="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
      <div id={`${name}-error`} role="alert">
        {props.error && <p className="fault">{props.error}</p>}
      </div>
    </fieldset>
  );
}

/** The way on: saves, and leads to the next step when all is with the server; else to the first field that is wrong. */
export function GoOn({ step }: { step: Step }) {
  const text = useText();
  const { row, save } = useDraftState();
  const navigate = useNavigate();
  const next = STEPS[STEPS.indexOf(step) + 1];
  const goOn = async () => {
    if (await save()) {
      if (next) await navigate(`/submit/${row.id}/${next}`);
      return;
    }
    // After the errors are shown.
    setTimeout(
      () => document.querySelector<HTMLElement>('main [aria-invalid="true"], main .notice.problem')?.focus(),
      50,
    );
  };
  return (
    <div className="row go-on">
      {next && (
        <button type="button" className="button primary" onClick={() => void goOn()}>
          {text('submit.goOn', { step: text(`submit.step.${next}`) })}
        </button>
      )}
      <button type="button" className="button" onClick={() => void save()}>
        {text('submit.save')}
      </button>
    </div>
  );
}
