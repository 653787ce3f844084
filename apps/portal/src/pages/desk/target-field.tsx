import { type ReactNode, useId } from 'react';
import { graphql } from '../../api/generated';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { systemOptions, themeOptions, useSubjects } from '../../parts/subjects';
import { usePages } from '../../parts/use-pages';

const Targets = graphql(`
  query Targets($after: String) {
    recommendations(first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        code
        title
      }
    }
  }
`);

/** What can be meant instead of what was suggested, and what a link can go to. */
function useChoices(kind: 'RECOMMENDATION' | 'THEME' | 'SYSTEM') {
  const isLink = kind === 'RECOMMENDATION';
  const targets = usePages({
    query: Targets,
    variables: {},
    connectionOf: (data) => data.recommendations,
    isWhole: true,
    pause: !isLink,
  });
  const [subjects] = useSubjects({ pause: isLink });
  if (isLink) {
    return {
      choices: targets.items.map(({ code, title }) => ({ code, name: title })),
      failure: targets.answer[0].error,
    };
  }
  const { data, error: failure } = subjects;
  return { choices: data ? (kind === 'THEME' ? themeOptions(data) : systemOptions(data)) : [], failure };
}

/** One of a list, found by typing code or name; the browser's own list of choices. A code can be typed without it. */
export function TargetField(props: {
  kind: 'RECOMMENDATION' | 'THEME' | 'SYSTEM';
  value: string;
  error?: ReactNode;
  onChange: (code: string) => void;
}) {
  const text = useText();
  const list = useId();
  const { choices, failure } = useChoices(props.kind);
  const chosen = choices.find(({ code }) => code === props.value.toUpperCase());
  return (
    <Field
      label={text.of('desk.target', props.kind)}
      hint={chosen?.name ?? text('desk.targetHint')}
      error={props.error ?? (failure && text(problemOf(failure).message))}
    >
      {(control) => (
        <>
          <input
            {...control}
            // biome-ignore lint/a11y/noAutofocus: it is what the dialog asks for.
            autoFocus
            list={list}
            autoComplete="off"
            value={props.value}
            maxLength={60}
            onChange={(event) => props.onChange(event.target.value)}
          />
          <datalist id={list}>
            {choices.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
