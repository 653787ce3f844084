import type { RevisionDifferencesQuery } from '../api/generated/graphql';
import { useText } from '../language/text';
import { useSubjects } from './subjects';

export type Diff = NonNullable<Extract<NonNullable<RevisionDifferencesQuery['node']>, { diff?: unknown }>['diff']>;

/** What changed beside the text: tags, numbers, who may read it. */
export function FactChanges({ facts }: { facts: Diff['facts'] }) {
  const text = useText();
  const told = useTold();
  return (
    <>
      <h3>{text('differences.facts')}</h3>
      <dl className="kind-details">
        {facts.map(({ name, before, after }) => (
          <div key={name}>
            <dt>{text.of('differences.fact', name)}</dt>
            <dd>
              {gone(before, after).length > 0 && (
                <del>{text.list(gone(before, after).map((value) => told(name, value)))}</del>
              )}{' '}
              {gone(after, before).length > 0 && (
                <ins>{text.list(gone(after, before).map((value) => told(name, value)))}</ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What only one of two lists has; all of it when nothing but the order changed. */
function gone(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = one.filter((value) => !other.includes(value));
  return left.length === 0 && one.length === other.length ? one : left;
}

/** What became of each file; what changed within it is told below. */
export function FileChanges({ files }: { files: Diff['files'] }) {
  const text = useText();
  return (
    <>
      <h3>{text('differences.files')}</h3>
      <ul>
        {files.map(({ kind, name, formerName, isCompared }) => (
          <li key={`${kind} ${name}`}>
            {text(`differences.file.${kind}`, { name })}
            {formerName && ` (${text('differences.formerName', { name: formerName })})`}
            {!isCompared && `; ${text('differences.unread')}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A fact's value in the reader's words. */
function useTold(): (name: Diff['facts'][number]['name'], value: string) => string {
  const text = useText();
  const [{ data }] = useSubjects();
  return (name, value) => {
    if (name === 'THEMES') return data?.themes.find(({ code }) => code === value)?.label ?? value;
    if (name === 'SYSTEMS') return data?.systems.find(({ code }) => code === value)?.name ?? value;
    if (name === 'AUDIENCE') return text.of('audience', value);
    if (name === 'ARCHITECTURE') return text.of('architecture', value);
    if (name === 'EMBARGO_UNTIL') return text.date(value);
    return value;
  };
}
