import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../api/generated';
import { useText } from '../language/text';
import { Answer } from './answer';
import { type Diff, FactChanges, FileChanges } from './difference-facts';
import { usePages } from './use-pages';

const RevisionNumbers = graphql(`
  query RevisionNumbers($id: ID!, $after: String) {
    node(id: $id) {
      ... on Contribution {
        revisions(first: 100, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            id
            number
            createdAt
          }
        }
      }
    }
  }
`);

const RevisionDifferences = graphql(`
  query RevisionDifferences($id: ID!, $to: ID!) {
    node(id: $id) {
      ... on Revision {
        diff(to: $to) {
          from
          to
          unchanged
          changed
          added
          removed
          isComplete
          facts {
            name
            before
            after
          }
          files {
            kind
            name
            formerName
            isCompared
          }
          changes {
            kind
            part
            heading
            file
            page
            before
            after
            paragraphs
            moved
            words {
              kind
              text
            }
          }
        }
      }
    }
  }
`);

type Change = Diff['changes'][number];

/** What changed between two revisions of a paper, asked for when somebody wants to know. */
export function Differences({ id, language }: { id: string; language: string }) {
  const text = useText();
  const name = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-expanded={isOpen}
        aria-controls={name}
        onClick={() => setOpen(!isOpen)}
      >
        {text('differences.title')}
      </button>
      <div id={name}>{isOpen && <OfPaper id={id} language={language} />}</div>
    </>
  );
}

function OfPaper({ id, language }: { id: string; language: string }) {
  const { answer, items } = usePages({
    query: RevisionNumbers,
    variables: { id },
    connectionOf: ({ node }) => (node && 'revisions' in node ? node.revisions : undefined),
    isWhole: true,
  });
  return <Answer of={answer}>{() => <Chosen key={items.length} revisions={items} language={language} />}</Answer>;
}

/** The two that the reader chooses; at first the last one and the one before it. */
function Chosen(props: { revisions: { id: string; number: number; createdAt: string }[]; language: string }) {
  const text = useText();
  const name = useId();
  const { revisions, language } = props;
  const numbers = revisions.map(({ number }) => number).sort((one, other) => one - other);
  const [from, setFrom] = useState(numbers.at(-2) ?? 1);
  const [to, setTo] = useState(numbers.at(-1) ?? 1);
  const field = (label: string, end: string, value: number, choose: (number: number) => void) => (
    <div className="field">
      <label htmlFor={name + end}>{label}</label>
      <select id={name + end} value={value} onChange={(event) => choose(Number(event.target.value))}>
        {numbers.map((number) => {
          const { createdAt } = revisions.find((one) => one.number === number)!;
          return (
            <option key={number} value={number}>
              {text('contribution.revision', { number, date: text.date(createdAt) })}
            </option>
          );
        })}
      </select>
    </div>
  );
  return (
    <div className="differences">
      <div className="row">
        {field(text('differences.from'), 'from', from, setFrom)}
        {field(text('differences.to'), 'to', to, setTo)}
      </div>
      {from === to || revisions.length < 2 ? (
        <p role="status">{text('differences.same')}</p>
      ) : (
        <Between id={revisions.find(({ number }) => number === from)!.id} to={to} language={language} />
      )}
    </div>
  );
}

function Between({ id, to, language }: { id: string; to: number; language: string }) {
  const text = useText();
  const answer = useQuery({ query: RevisionDifferences, variables: { id, to: String(to) } });
  return (
    <Answer of={answer}>
      {({ node }) => {
        const diff = node && 'diff' in node ? node.diff : undefined;
        return diff ? <Told diff={diff} language={language} /> : <p role="status">{text('differences.shut')}</p>;
      }}
    </Answer>
  );
}

function Told({ diff, language }: { diff: Diff; language: string }) {
  const text = useText();
  const { changed, added, removed, unchanged, isComplete, changes } = diff;
  return (
    <>
      <p role="status" className="small">
        {text('differences.total', { from: diff.from, to: diff.to, changed, added, removed, unchanged })}
      </p>
      {diff.facts.length > 0 && <FactChanges facts={diff.facts} />}
      {diff.files.length > 0 && <FileChanges files={diff.files} />}
      {changes.map((change, index) => {
        const before = changes[index - 1];
        const isNew =
          before?.part !== change.part ||
          before.heading !== change.heading ||
          before.file !== change.file ||
          before.page !== change.page;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name than their place.
          <div key={index}>
            {isNew && <Where change={change} language={language} />}
            <Paragraph change={change} language={language} />
          </div>
        );
      })}
      {!isComplete && <p className="soft">{text('differences.incomplete')}</p>}
    </>
  );
}

/** The part it stands in, with its heading or the name of its field. */
function Where({ change: { part, heading, file, page }, language }: { change: Change; language: string }) {
  const text = useText();
  const isField = part === 'FIELD' && heading !== null;
  const where = file && (page ? text('parts.page', { name: file, page }) : file);
  return (
    <h3>
      {isField ? text.of('desk.detail', heading) : (where ?? text.of('differences.part', part))}
      {!isField && heading && (
        <>
          {' · '}
          <span lang={language}>{heading}</span>
        </>
      )}
    </h3>
  );
}

function Paragraph({ change, language }: { change: Change; language: string }) {
  const text = useText();
  const { kind, before, after, words, moved, paragraphs } = change;
  if (kind === 'UNCHANGED') {
    const unit = change.part === 'FILE' ? 'differences.unchangedSentences' : 'differences.unchanged';
    return <p className="soft small">{text(unit, { count: paragraphs })}</p>;
  }
  const label = text.of(moved ? 'differences.moved' : 'differences.kind', kind);
  return (
    <div className={`difference ${kind.toLowerCase()}`}>
      <p className="small">
        <strong>{label}</strong>
      </p>
      <p className="as-written" lang={language}>
        {kind === 'ADDED' && <ins>{after}</ins>}
        {kind === 'REMOVED' && <del>{before}</del>}
        {kind === 'CHANGED' && words.length === 0 && (
          <>
            <del>{before}</del> <ins>{after}</ins>
          </>
        )}
        {words.map((run, index) => {
          const Run = run.kind === 'INSERT' ? 'ins' : run.kind === 'DELETE' ? 'del' : 'span';
          // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name than their place.
          return <Run key={index}>{run.text}</Run>;
        })}
      </p>
    </div>
  );
}
