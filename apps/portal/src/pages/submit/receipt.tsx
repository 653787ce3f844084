import { Printer } from 'lucide-react';
import { Link } from 'react-router';
import { graphql } from '../../api/generated';
import type { ReceiptOfQuery } from '../../api/generated/graphql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { contributionAddress } from '../../parts/contribution-card';
import { CopyButton } from '../../parts/copy-button';
import { usePages } from '../../parts/use-pages';
import NotFound from '../not-found/not-found';

const ReceiptOf = graphql(`
  query ReceiptOf($id: ID!, $after: String) {
    node(id: $id) {
      ... on Contribution {
        id
        reference
        title
        language
        kind
        submittedAt
        organisations {
          id
          name
        }
        revisions(first: 100, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            number
            title
            sha256
            files {
              id
              name
              byteSize
              sha256
            }
          }
        }
        links {
          totalCount
        }
      }
    }
  }
`);

type Paper = Extract<NonNullable<ReceiptOfQuery['node']>, { reference: string | null }>;
const isPaper = (node: ReceiptOfQuery['node'] | undefined): node is Paper =>
  node !== null && node !== undefined && 'reference' in node;

/** That it was handed in: reference, time, and the hash of what was handed in, to be kept or printed. */
export function Receipt({ id }: { id: string }) {
  const text = useText();
  const {
    answer,
    items: revisions,
    isAll,
  } = usePages({
    query: ReceiptOf,
    variables: { id },
    connectionOf: ({ node }) => (node && 'revisions' in node ? node.revisions : undefined),
    isWhole: true,
    requestPolicy: 'network-only',
  });
  const [{ data, fetching }] = answer;
  const paper = isPaper(data?.node) ? data.node : undefined;
  if (data && !fetching && !paper?.reference) return <NotFound />;
  return (
    <div className="page narrow receipt">
      <PageHeading title={text('submit.receipt')} />
      <Answer of={answer}>
        {() => {
          // The last one is what was handed in.
          if (!paper?.submittedAt || !isAll) return null;
          const revision = revisions.at(-1);
          const facts: [string, string][] = [
            [text('submit.receipt.reference'), paper.reference!],
            [text('submit.field.title'), revision?.title ?? paper.title],
            [text('submit.receipt.kind'), text(`kind.${paper.kind}`)],
            [text('submit.field.organisations'), text.list(paper.organisations.map(({ name }) => name))],
            [text('submit.receipt.at'), `${text.time(paper.submittedAt)} (${paper.submittedAt})`],
            [text('submit.receipt.revision'), text.number(revision?.number ?? 1)],
            [text('submit.receipt.links'), text.number(paper.links.totalCount)],
            [text('submit.receipt.hash'), revision?.sha256 ?? ''],
            ...(revision?.files ?? []).map(({ name, byteSize, sha256 }): [string, string] => [
              text('submit.receipt.file', { name }),
              `${sha256} (${text.bytes(byteSize)})`,
            ]),
          ];
          return (
            <>
              <p className="lead">{text('submit.receipt.thanks', { reference: paper.reference })}</p>
              <dl className="receipt-facts">
                {facts.map(([label, value]) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              <p className="small soft">{text('submit.receipt.hashMeans')}</p>
              <div className="row no-print">
                <CopyButton
                  label={text('submit.receipt.copy')}
                  value={facts.map(([label, value]) => `${label}: ${value}`).join('\n')}
                />
                <button type="button" className="button" onClick={() => window.print()}>
                  <Printer size={18} aria-hidden />
                  {text('submit.receipt.print')}
                </button>
              </div>
              <h2 className="no-print">{text('submit.receipt.next')}</h2>
              <p className="no-print">{text('submit.receipt.nextMeans')}</p>
              <p className="row no-print">
                <Link to={contributionAddress(paper)}>{text('submit.receipt.see')}</Link>
                <Link to="/my">{text('my.title')}</Link>
              </p>
            </>
          );
        }}
      </Answer>
    </div>
  );
}
