import { useQuery } from 'urql';
import { graphql } from '../../api/generated';
import { useText } from '../../language/text';
import { useEventNames } from '../../parts/event-names';
import { useFacetLabel } from '../find/facets';
import { FACETS, type FacetKey, questionOf } from '../find/question';

const Names = graphql(`
  query NamesInSearches($organisations: [ID!]!) {
    themes {
      code
      label
    }
    systems {
      code
      name
    }
    nodes(ids: $organisations) {
      ... on Organisation {
        id
        name
      }
    }
  }
`);

/** What is called how, for the codes in these addresses; a code stands for itself until its name is known, or if it has none any more. */
export function useNamesIn(addresses: readonly string[]): (facet: FacetKey, value: string) => string {
  const labelOf = useFacetLabel();
  const organisations = [
    ...new Set(addresses.flatMap((address) => new URLSearchParams(address).getAll('organisation'))),
  ].slice(0, 100);
  const { items: events } = useEventNames();
  const [{ data }] = useQuery({ query: Names, variables: { organisations }, pause: addresses.length === 0 });
  const names = new Map<string, string | undefined>([
    ...(data?.themes ?? []).map(({ code, label }) => [`theme ${code}`, label] as const),
    ...(data?.systems ?? []).map(({ code, name }) => [`system ${code}`, name] as const),
    ...events.map(({ slug, titles }) => [`event ${slug}`, titles[0]] as const),
    ...(data?.nodes ?? []).flatMap((node) =>
      node && 'name' in node ? [[`organisation ${node.id}`, node.name] as const] : [],
    ),
  ]);
  return (facet, value) => labelOf(facet, value, names.get(`${facet} ${value}`));
}

/** A search as people would say it: the words, what it is narrowed to, and the order. */
export function InWords(props: { address: string; nameOf: ReturnType<typeof useNamesIn> }) {
  const text = useText();
  const question = questionOf(new URLSearchParams(props.address));
  const parts = [
    ...(question.query ? [text('searches.words', { query: question.query })] : []),
    ...FACETS.filter(({ name }) => question.chosen[name].length > 0).map(({ name }) =>
      text('searches.facet', {
        facet: text.of('find.facet', name),
        values: text.list(question.chosen[name].map((value) => props.nameOf(name, value))),
      }),
    ),
    ...(question.order === 'RELEVANCE' ? [] : [text.of('find.order', question.order)]),
  ];
  return <p className="soft small">{parts.join(' · ')}</p>;
}
