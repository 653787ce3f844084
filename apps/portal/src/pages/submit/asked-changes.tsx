import { graphql } from '../../api/generated';
import type { AskedChangesFragment } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Disclosure } from '../../parts/disclosure';
import { Moment } from '../../parts/moment';

/** Spread it in a query, and hand the contribution over. */
export const askedChanges = graphql(`
  fragment AskedChanges on Contribution {
    language
    reviewComments {
      id
      text
      quote
      sentAt
      passage {
        id
        heading
        page
      }
    }
  }
`);

type Comment = AskedChangesFragment['reviewComments'][number];

/** What analysts ask its author to change, while it is with the author for that: the last request first, earlier ones folded. */
export function AskedChanges({
  row,
}: {
  row: AskedChangesFragment & { status: string; pending?: { status: string } | null };
}) {
  const text = useText();
  const isAsked = (row.pending?.status ?? row.status) === 'CHANGES_REQUESTED';
  const { reviewComments, language } = row;
  if (!isAsked) return null;
  const sent = reviewComments.filter(({ sentAt }) => sentAt !== null);
  const lastAt = sent.at(-1)?.sentAt;
  const earlier = sent.filter(({ sentAt }) => sentAt !== lastAt);
  return (
    <section className="notice asked" aria-label={text('submit.asked')}>
      <p className="asked-head">{text('submit.asked')}</p>
      {lastAt && (
        <>
          <p className="soft small">
            <Moment at={lastAt} as="time" />
          </p>
          <Comments of={sent.filter(({ sentAt }) => sentAt === lastAt)} language={language} />
        </>
      )}
      {earlier.length > 0 && (
        <Disclosure label={text('submit.asked.earlier', { count: earlier.length })} className="small">
          <Comments of={earlier} language={language} />
        </Disclosure>
      )}
    </section>
  );
}

function Comments({ of: comments, language }: { of: readonly Comment[]; language: string }) {
  const text = useText();
  return (
    <ul className="plain">
      {comments.map(({ id, text: said, quote, passage }) => (
        <li key={id}>
          {quote && <blockquote lang={language}>{quote}</blockquote>}
          {passage && (passage.heading || passage.page) && (
            <p className="soft small stands-on">
              <span lang={language}>{passage.heading}</span>
              {passage.page && <> · {text('submit.page', { page: passage.page })}</>}
            </p>
          )}
          <p className="said">{said}</p>
        </li>
      ))}
    </ul>
  );
}
