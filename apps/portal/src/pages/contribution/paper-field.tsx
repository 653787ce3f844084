import { type ReactNode, useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../api/generated';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { FindOne } from '../../parts/find-one';

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

/** One of all papers that may be read, found by reference or words. */
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
  const { label, hint, value, onChange } = props;
  return (
    <FindOne
      {...{ label, hint, value, onChange, typed }}
      error={props.error ?? (error && text(problemOf(error).message))}
      onType={setTyped}
      found={found?.map(({ id, title, reference, language }) => ({
        id,
        language,
        name: `${title || text('parts.untitled')}${reference ? ` (${reference})` : ''}`,
      }))}
    />
  );
}
