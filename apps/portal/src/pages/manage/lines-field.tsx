import type { ReactNode } from 'react';
import { Field } from '../../parts/field';

/** Several short texts, one on each line. */
export function LinesField(props: {
  label: string;
  hint: string;
  error?: ReactNode;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(control) => (
        <textarea
          {...control}
          rows={Math.min(Math.max(props.value.length + 1, 2), 8)}
          value={props.value.join('\n')}
          onChange={(event) => props.onChange(event.target.value === '' ? [] : event.target.value.split('\n'))}
        />
      )}
    </Field>
  );
}

/** Without the empty lines. */
export const filled = (lines: string[]) => lines.map((line) => line.trim()).filter((line) => line !== '');
