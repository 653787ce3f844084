import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../api/generated';
import type { QuickHitsQuery } from '../api/generated/graphql';

const QuickHits = graphql(`
  query QuickHits($text: String!) {
    quickSearch(text: $text) {
      label
      html
      node {
        __typename
        id
        ... on Contribution {
          reference
        }
        ... on Recommendation {
          code
        }
        ... on Theme {
          code
        }
        ... on InformationSystem {
          code
        }
        ... on Event {
          slug
        }
      }
    }
  }
`);

export type Hit = QuickHitsQuery['quickSearch'][number];

const FROM_LETTERS = 2;

/** What is called like the text, from two letters on; undefined until that is known. An answer that comes when something else was typed meanwhile is dropped. */
export function useQuickHits(text: string): Hit[] | undefined {
  const client = useClient();
  const [hits, setHits] = useState<Hit[]>();
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < FROM_LETTERS) return setHits([]);
    const asked = client.query(QuickHits, { text: wanted }).subscribe(({ data }) => {
      // A failure leaves the list empty: Enter searches all the same, and says what is wrong.
      setHits(data?.quickSearch ?? []);
    });
    return () => asked.unsubscribe();
  }, [client, wanted]);
  return hits;
}

/** Where a hit leads: to its own page, or to what was found with it as a filter. */
export function addressOf({ node }: Hit): string {
  switch (node.__typename) {
    case 'Recommendation':
      return `/recommendations/${node.code}`;
    case 'Theme':
      return `/find?${new URLSearchParams({ theme: node.code })}`;
    case 'InformationSystem':
      return `/find?${new URLSearchParams({ system: node.code })}`;
    case 'Event':
      return `/find?${new URLSearchParams({ event: node.slug })}`;
    case 'Organisation':
      return `/find?${new URLSearchParams({ organisation: node.id })}`;
    default:
      return 'reference' in node && node.reference ? `/contributions/${node.reference}` : `/contributions/${node.id}`;
  }
}
