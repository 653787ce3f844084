import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { graphql } from '../../api/generated';
import type { ContributionHistoryQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Disclosure } from '../../parts/disclosure';
import { LoadMore } from '../../parts/load-more';
import { Moment } from '../../parts/moment';
import { usePages } from '../../parts/use-pages';
import { RelatedPaper } from './related-paper';

const ContributionHistory = graphql(`
  query ContributionHistory($id: ID!, $after: String) {
    node(id: $id) {
      ... on Contribution {
        history(first: 20, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            kind
            at
            revision
            by {
              name
            }
            relation {
              ...ShownRelation
            }
            link {
              id
              recommendation {
                code
                title
              }
            }
          }
        }
      }
    }
  }
`);

const listOf = ({ node }: ContributionHistoryQuery) => (node && 'history' in node ? node.history : undefined);

/** What became of it, newest first, asked for when somebody wants to know. The API tells each reader what they may know. */
export function History({ id }: { id: string }) {
  const text = useText();
  const list = useRef<HTMLOListElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { answer, items, isLoading, more } = usePages({
    query: ContributionHistory,
    variables: { id },
    connectionOf: listOf,
    pause: !isOpen,
  });
  const total = (answer[0].data && listOf(answer[0].data)?.totalCount) ?? 0;
  return (
    <section>
      <h2>{text('history.title')}</h2>
      <Disclosure label={text('history.show')} onOpen={() => setOpen(true)}>
        <Answer of={answer}>{() => items.length === 0 && <p className="soft">{text('history.none')}</p>}</Answer>
        <ol className="plain history" ref={list}>
          {items.map(({ kind, at, revision, by, link, relation }) => (
            <li key={`${at} ${kind} ${link?.id ?? relation?.id}`}>
              <span className="soft">
                <Moment at={at} />
              </span>
              <span>
                {revision ? text.of('history.revision', kind, { revision }) : text.of('history', kind)}
                {link && (
                  <>
                    {' '}
                    <Link to={`/recommendations/${link.recommendation.code}`}>{link.recommendation.title}</Link>
                  </>
                )}
                {relation && (
                  <>
                    {' '}
                    <RelatedPaper relation={relation} of={id} />
                  </>
                )}
                {by && <span className="soft small"> · {by.name}</span>}
              </span>
            </li>
          ))}
        </ol>
        {total > 20 && <LoadMore list={list} shown={items.length} total={total} isLoading={isLoading} onMore={more} />}
      </Disclosure>
    </section>
  );
}
