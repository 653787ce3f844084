import { type ReactNode, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { FaultText } from '../../api/faults';
import { graphql } from '../../api/generated';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { Chosen } from '../../parts/chosen';
import { Field } from '../../parts/field';
import { useField } from './draft-context';

const NameAuthor = graphql(`
  mutation NameAuthor($input: NamePersonInput!) {
    namePerson(input: $input) {
      person {
        id
        name
      }
      errors {
        ...Faults
      }
    }
  }
`);

/** Who wrote it: named one by one, found by ORCID iD or name, or added. */
export function AuthorsField() {
  const text = useText();
  const { id, value, change, error } = useField('authors');
  const organisations = useField('organisations');
  const [{ fetching }, send] = useMutation(NameAuthor);
  const box = useRef<HTMLDivElement>(null);
  const [name, setName] = useState('');
  const [orcid, setOrcid] = useState('');
  const [affiliation, setAffiliation] = useState('');
  const [faults, setFaults] = useState<Record<string, ReactNode>>({});
  const add = async () => {
    if (name.trim() === '') return setFaults({ name: text('submit.author.nameMissing') });
    const { data, error: failure } = await send({
      input: { name, orcid: orcid.trim() || null, affiliation: affiliation || null },
    });
    if (failure) return setFaults({ name: text(problemOf(failure).message) });
    const person = data?.namePerson.person;
    setFaults(
      Object.fromEntries(
        (data?.namePerson.errors ?? []).map((fault) => [
          fault.path?.[0] ?? 'name',
          <FaultText key={fault.code} of={fault} />,
        ]),
      ),
    );
    if (!person) return undefined;
    if (!value.some((known) => known.id === person.id)) change([...value, person]);
    setName('');
    setOrcid('');
    box.current?.querySelector('input')?.focus();
    return undefined;
  };
  return (
    <fieldset className="group" id={id} tabIndex={-1}>
      <legend>
        {text('submit.field.authors')} <span className="soft">{text('parts.optional')}</span>
      </legend>
      <Chosen chosen={value} onRemove={(gone) => change(value.filter(({ id: known }) => known !== gone))} />
      <div className="fields" ref={box}>
        <Field label={text('submit.author.name')} error={faults.name ?? error}>
          {(control) => (
            <input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={200} />
          )}
        </Field>
        <Field label={text('submit.author.orcid')} isRequired={false} error={faults.orcid}>
          {(control) => (
            <input
              {...control}
              value={orcid}
              placeholder="0000-0000-0000-0000"
              onChange={(event) => setOrcid(event.target.value)}
            />
          )}
        </Field>
        <Field label={text('submit.author.affiliation')} isRequired={false} error={faults.affiliation}>
          {(control) => (
            <select {...control} value={affiliation} onChange={(event) => setAffiliation(event.target.value)}>
              <option value="">{text('submit.author.none')}</option>
              {organisations.value.map((organisation) => (
                <option key={organisation.id} value={organisation.id}>
                  {organisation.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <button type="button" className="button" disabled={fetching} onClick={() => void add()}>
        {text('submit.author.add')}
      </button>
    </fieldset>
  );
}
