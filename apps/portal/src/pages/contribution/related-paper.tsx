import { Link } from 'react-router';
import { graphql } from '../../api/generated';
import type { ShownRelationFragment } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { contributionAddress } from '../../parts/contribution-card';

export const shownRelation = graphql(`
  fragment ShownRelation on ContributionRelation {
    id
    kind
    note
    origin
    viewerCanEnd
    from {
      ...ContributionCard
    }
    to {
      ...ContributionCard
    }
  }
`);

/** What a paper is to the other one, in words, and the other one. */
export function useRelation() {
  const text = useText();
  return ({ kind, from, to }: ShownRelationFragment, of: string) => {
    const isFrom = from.id === of;
    const other = isFrom ? to : from;
    return {
      other,
      phrase: text.of(isFrom ? 'relation.from' : 'relation.to', kind),
      title: other.title || text('parts.untitled'),
    };
  };
}

/** In a line: what it is to the other one, which can be opened. */
export function RelatedPaper({ relation, of }: { relation: ShownRelationFragment; of: string }) {
  const { phrase, other, title } = useRelation()(relation, of);
  return (
    <>
      {phrase}{' '}
      <Link to={contributionAddress(other)} lang={other.language}>
        {title}
      </Link>
    </>
  );
}
