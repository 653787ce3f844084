import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { useQuery } from 'urql';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { OrganisationNames } from './accounts-query';

/** The organisation somebody speaks for, found by a part of its name; empty for none. */
export function OrganisationField(props: {
  value: { id: string; name: string } | null;
  error?: ReactNode;
  onChange: (value: { id: string; name: string } | null) => void;
}) {
  const text = useText();
  const list = useId();
  const [typed, setTyped] = useState(props.value?.name ?? '');
  const name = useDeferredValue(typed);
  const [{ data }] = useQuery({ query: OrganisationNames, variables: { name } });
  const found = data?.organisations.nodes ?? [];
  const type = (words: string) => {
    setTyped(words);
    props.onChange(found.find((one) => one.name === words) ?? null);
  };
  const isUnknown = typed.trim() !== '' && props.value === null;
  return (
    <Field
      label={text('manage.organisation')}
      hint={text('manage.organisationHint')}
      error={props.error ?? (isUnknown && found.length === 0 ? text('manage.organisationUnknown') : undefined)}
      isRequired={false}
    >
      {(control) => (
        <>
          <input
            {...control}
            list={list}
            autoComplete="off"
            maxLength={300}
            value={typed}
            onChange={(event) => type(event.target.value)}
          />
          <datalist id={list}>
            {found.map((one) => (
              <option key={one.id} value={one.name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
