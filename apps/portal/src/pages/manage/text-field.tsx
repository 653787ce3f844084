import type { ReactNode } from 'react';
import { Field } from '../../parts/field';

/** A text: with `rows`, room for so many lines; else one line. */
export function TextField(props: {
  label: string;
  hint?: string;
  error?: ReactNode;
  isRequired?: boolean;
  lang?: string;
  rows?: number;
  /** How many letters it may have. */
  most: number;
  value: string;
  onChange: (value: string) => void;
}) {
  const { lang, rows, most, value, onChange } = props;
  return (
    <Field label={props.label} hint={props.hint} error={props.error} isRequired={props.isRequired}>
      {(control) =>
        rows === undefined ? (
          <input
            {...control}
            autoComplete="off"
            lang={lang}
            maxLength={most}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            rows={rows}
            lang={lang}
            maxLength={most}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
