import { useQuery } from 'urql';
import { graphql } from '../api/generated';
import { useText } from '../language/text';
import { ContributionCard } from './contribution-card';

const RelatedPapers = graphql(`
  query RelatedPapers($id: ID!) {
    node(id: $id) {
      ... on Contribution {
        similar(first: 4) {
          ...ContributionCard
        }
        nearDuplicates(first: 4) {
          contained
          contribution {
            ...ContributionCard
          }
        }
      }
    }
  }
`);

/** Papers with much of the same wording, and papers about the same. A failure leaves it out: the paper is what was asked for. */
export function Related({ id }: { id: string }) {
  const text = useText();
  const [{ data }] = useQuery({ query: RelatedPapers, variables: { id } });
  const node = data?.node && 'similar' in data.node ? data.node : undefined;
  if (!node) return null;
  const twins = node.nearDuplicates.map(({ contribution }) => contribution.id);
  const similar = node.similar.filter((other) => !twins.includes(other.id));
  return (
    <>
      {twins.length > 0 && (
        <section>
          <h2>{text('contribution.twins')}</h2>
          {node.nearDuplicates.map(({ contribution, contained }) => (
            <ContributionCard key={contribution.id} contribution={contribution}>
              <p className="small soft">{text('contribution.contained', { share: text.percent(contained) })}</p>
            </ContributionCard>
          ))}
        </section>
      )}
      {similar.length > 0 && (
        <section>
          <h2>{text('contribution.similar')}</h2>
          {similar.map((other) => (
            <ContributionCard key={other.id} contribution={other} />
          ))}
        </section>
      )}
    </>
  );
}
