import { useEffect, useState } from 'react';
import { type CombinedError, type TypedDocumentNode, useClient } from 'urql';
import { graphql } from '../../api/generated';
import { usePages } from '../../parts/use-pages';
import type { Named } from './fields';

const FindOrganisations = graphql(`
  query FindOrganisations($text: String!) {
    organisations(first: 8, filter: { name: $text }) {
      nodes {
        id
        name
      }
    }
  }
`);

const FindOptions = graphql(`
  query FindOptions($text: String!) {
    search(query: $text, first: 8, filter: { kinds: [IMPLEMENTATION_OPTION], statuses: [PUBLISHED] }) {
      nodes {
        id
        reference
        title
      }
    }
  }
`);

/** What may be chosen for a text that is typed, or why that is not known; neither while nothing was looked for. */
export type Lookup = (typed: string) => { found?: Named[]; failure?: CombinedError };

export function useOrganisations(typed: string): ReturnType<Lookup> {
  return useFound(FindOrganisations, typed, ({ organisations }) => organisations.nodes);
}

/** Published implementation options, by what they say. */
export function useOptions(typed: string): ReturnType<Lookup> {
  return useFound(FindOptions, typed, ({ search }) =>
    search.nodes.map(({ id, title, reference }) => ({ id, name: reference ? `${title} (${reference})` : title })),
  );
}

/** An answer that comes when something else was typed meanwhile is dropped. */
function useFound<Data>(
  query: TypedDocumentNode<Data, { text: string }>,
  typed: string,
  read: (data: Data) => Named[],
): ReturnType<Lookup> {
  const client = useClient();
  const [answer, setAnswer] = useState<ReturnType<Lookup>>({});
  const wanted = typed.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: how an answer is read never changes.
  useEffect(() => {
    if (wanted.length < 2) return setAnswer({});
    const asked = client
      .query(query, { text: wanted })
      .subscribe(({ data, error }) => setAnswer({ found: data && read(data), failure: error }));
    return () => asked.unsubscribe();
  }, [client, query, wanted]);
  return answer;
}

const LinkTargets = graphql(`
  query LinkTargets($after: String) {
    recommendations(first: 100, after: $after, orderBy: CHAPTER) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        code
        title
        summary
        chapter
        cues
      }
    }
  }
`);

const Calls = graphql(`
  query Calls($after: String) {
    events(first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        slug
        titles
        startsOn
        place
        call {
          text
          opensAt
          closesAt
          questions
        }
      }
    }
  }
`);

/** Recommendations that may be linked to. */
export const useTargets = () =>
  usePages({ query: LinkTargets, variables: {}, connectionOf: (data) => data.recommendations, isWhole: true });

/** Events that a paper may answer, with their calls. */
export const useCalls = () =>
  usePages({ query: Calls, variables: {}, connectionOf: (data) => data.events, isWhole: true });
