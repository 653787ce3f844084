import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { graphql } from '../api/generated';
import type { ContributionCardFragment } from '../api/generated/graphql';
import { useText } from '../language/text';
import { KindBadge, StatusBadge } from './badges';
import { Moment } from './moment';

/** What a list shows of a contribution: spread it in a query, and hand the node to the card. */
export const contributionCard = graphql(`
  fragment ContributionCard on Contribution {
    id
    reference
    title
    language
    kind
    status
    publishedAt
    submittedAt
    organisations {
      id
      name
    }
  }
`);

/** Where a contribution is shown; a draft has no reference yet. */
export function contributionAddress({ id, reference }: { id: string; reference?: string | null }): string {
  return `/contributions/${reference ?? id}`;
}

/** A contribution in a list: title, who speaks, kind and date; `title` for one with words marked, children for what belongs to it there. */
export function ContributionCard(props: {
  contribution: ContributionCardFragment;
  title?: ReactNode;
  level?: 'h2' | 'h3';
  children?: ReactNode;
}) {
  const text = useText();
  const { contribution, level: Heading = 'h3' } = props;
  const { publishedAt, submittedAt } = contribution;
  return (
    <article className="card contribution">
      <Heading>
        <Link to={contributionAddress(contribution)} lang={contribution.language}>
          {props.title ?? (contribution.title || text('parts.untitled'))}
        </Link>
      </Heading>
      <p className="facts">
        <KindBadge kind={contribution.kind} />
        {contribution.status !== 'PUBLISHED' && <StatusBadge status={contribution.status} />}
        {contribution.organisations.length > 0 && (
          <span>{text.list(contribution.organisations.map(({ name }) => name))}</span>
        )}
        {(publishedAt ?? submittedAt) && <Moment at={(publishedAt ?? submittedAt)!} />}
        {contribution.reference && <span className="reference">{contribution.reference}</span>}
      </p>
      {props.children}
    </article>
  );
}
