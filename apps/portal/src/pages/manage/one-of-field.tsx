import { Field } from '../../parts/field';

/** One of a fixed list; `word` is what each is called. */
export function OneOfField<Value extends string>(props: {
  label: string;
  hint?: string;
  values: readonly Value[];
  word: (value: Value) => string;
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <Field label={props.label} hint={props.hint}>
      {(control) => (
        <select {...control} value={props.value} onChange={(event) => props.onChange(event.target.value as Value)}>
          {props.values.map((value) => (
            <option key={value} value={value}>
              {props.word(value)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
