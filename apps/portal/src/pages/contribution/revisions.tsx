import { useQuery } from 'urql';
import { graphql } from '../../api/generated';
import { useText } from '../../language/text';
import { Differences } from '../../parts/differences';
import { Disclosure } from '../../parts/disclosure';

const PaperRevisions = graphql(`
  query PaperRevisions($id: ID!) {
    node(id: $id) {
      ... on Contribution {
        revisions(first: 100) {
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
  const [{ data }] = useQuery({ query: PaperRevisions, variables: { id } });
  const revisions = data?.node && 'revisions' in data.node ? [...data.node.revisions.nodes].reverse() : [];
  if (revisions.length === 0) return null;
  return (
    <section>
      <h2>{text('contribution.revisions')}</h2>
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
