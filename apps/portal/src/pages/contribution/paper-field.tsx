import { type ReactNode, useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../api/generated';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { Chosen } from '../../parts/chosen';
import { Field } from '../../parts/field';

const FindPapers = graphql(`
  query FindPapers($text: String!) {
    search(query: $text, first: 9) {
      nodes {
        id
        reference
        title
        language
      }
    }
  }
`);

export interface FoundPaper {
  id: string;
  name: string;
}

const FROM_LETTERS = 2;
const ID = 'paper-field';

/** One of all papers that may be read: found by reference or words, then chosen; it can be taken away again. */
export function PaperField(props: {
  label: string;
  hint: string;
  /** The paper that is not meant. */
  not: string;
  value: FoundPaper | undefined;
  error?: ReactNode;
  onChange: (value: FoundPaper | undefined) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const isAsked = wanted.length >= FROM_LETTERS;
  const [{ data, error, fetching }] = useQuery({ query: FindPapers, variables: { text: wanted }, pause: !isAsked });
  const found = isAsked && !fetching ? data?.search.nodes.filter(({ id }) => id !== props.not).slice(0, 8) : undefined;
  return (
    <>
      <Field
        id={ID}
        label={props.label}
        hint={props.hint}
        isRequired
        error={props.error ?? (error && text(problemOf(error).message))}
      >
        {(control) => (
          <input
            {...control}
            type="search"
            autoComplete="off"
            placeholder={text('submit.find')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Chosen chosen={props.value ? [props.value] : []} onRemove={() => props.onChange(undefined)} />
      <p role="status" className="hint">
        {found && text('parts.found', { count: found.length })}
      </p>
      {found && found.length > 0 && (
        <ul className="plain found-papers">
          {found.map(({ id, title, reference, language }) => {
            const name = `${title || text('parts.untitled')}${reference ? ` (${reference})` : ''}`;
            return (
              <li key={id}>
                <button
                  type="button"
                  className="button"
                  lang={language}
                  onClick={() => {
                    props.onChange({ id, name });
                    setTyped('');
                    document.getElementById(ID)?.focus();
                  }}
                >
                  {name}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
