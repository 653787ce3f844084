import { graphql } from '../../api/generated';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Differences } from '../../parts/differences';
import { Disclosure } from '../../parts/disclosure';
import { usePages } from '../../parts/use-pages';

const PaperRevisions = graphql(`
  query PaperRevisions($id: ID!, $after: String) {
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
            title
            createdAt
            note
            abstract
            body
          }
        }
      }
    }
  }
`);

/** What it said before. */
export function Revisions({ id, language }: { id: string; language: string }) {
  const text = useText();
  const { answer, items } = usePages({
    query: PaperRevisions,
    variables: { id },
    connectionOf: ({ node }) => (node && 'revisions' in node ? node.revisions : undefined),
    isWhole: true,
  });
  const [{ error }] = answer;
  const revisions = [...items].reverse();
  if (revisions.length === 0 && !error) return null;
  return (
    <section>
      <h2>{text('contribution.revisions')}</h2>
      {error && <Answer of={answer}>{() => null}</Answer>}
      {revisions.length > 1 && <Differences id={id} language={language} />}
      {revisions.map(({ id: key, number, title, createdAt, note, abstract, body }) => (
        <Disclosure key={key} label={text('contribution.revision', { number, date: text.date(createdAt) })}>
          {note && <p>{note}</p>}
          <div className="old" lang={language}>
            <p>
              <strong>{title}</strong>
            </p>
            {abstract && <p>{abstract}</p>}
            {body && <p className="as-written">{body}</p>}
          </div>
        </Disclosure>
      ))}
    </section>
  );
}
