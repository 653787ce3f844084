import { type ReactNode, useId } from 'react';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { ChooseMany } from '../../parts/choose-many';
import { systemOptions, themeOptions, useSubjects } from '../../parts/subjects';

const KINDS = {
  themes: { options: themeOptions, most: 20 },
  systems: { options: systemOptions, most: 30 },
} as const;

/** Themes or systems, picked from the taxonomy. */
export function SubjectsField(props: {
  kind: keyof typeof KINDS;
  value: readonly string[];
  error?: ReactNode;
  onChange: (codes: string[]) => void;
}) {
  const text = useText();
  const id = useId();
  const { kind, value, error, onChange } = props;
  const { options, most } = KINDS[kind];
  return (
    <Answer of={useSubjects()}>
      {(data) => (
        <ChooseMany
          inputId={id}
          legend={text(`manage.field.${kind}`)}
          options={options(data)}
          chosen={value}
          most={most}
          onChange={onChange}
          error={error}
        />
      )}
    </Answer>
  );
}
