import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../api/generated';
import type { RecommendationPageQuery } from '../../api/generated/graphql';
import { useLanguage } from '../../language/language-provider';
import { Answer } from '../../parts/answer';
import NotFound from '../not-found/not-found';
import './recommendations.css';
import { Arguments } from './arguments';
import { Figures } from './figures';
import { Missing } from './missing';
import { RecommendationHead } from './recommendation-head';
import { Undecided } from './undecided';

const RecommendationPage = graphql(`
  query RecommendationPage($code: String!, $language: LanguageTag!) {
    recommendation(code: $code) {
      id
      code
      title
      summary
      kind
      chapter
      version
      addressees
      addresseesInferred
      set {
        code
        title
        issuer
        adoptedOn
      }
      themes {
        code
        label(language: $language)
      }
      systems {
        code
        name
      }
      source {
        attestation
        document
        note
        page
        section
        stage
        url
        urls
      }
      coverage {
        level
        contributions
        organisations
        proposed
        suggested
        suspect
        byKind {
          kind
          count
        }
        byOrganisationKind {
          kind
          count
        }
        byStance {
          stance
          count
        }
      }
      decided: links(first: 100, filter: { states: [CONFIRMED] }) {
        totalCount
        nodes {
          ...LinkOfRecommendation
        }
      }
      undecided: links(first: 50, filter: { states: [PROPOSED, SUGGESTED] }) {
        totalCount
        nodes {
          ...LinkOfRecommendation
        }
      }
    }
    coverageByKind: coverage(by: [ORGANISATION_KIND, STANCE], filter: { recommendations: [$code] }) {
      rows {
        cells {
          columns
          contributions
        }
      }
    }
    coverageByYear: coverage(by: [YEAR, STANCE], filter: { recommendations: [$code] }) {
      rows {
        cells {
          columns
          contributions
        }
      }
    }
  }

  fragment LinkOfRecommendation on RecommendationLink {
    id
    stance
    strength
    rationale
    state
    suspect
    confidence
    evidence {
      quote
      passage {
        id
        heading
      }
    }
    contribution {
      id
      reference
      title
      kind
      language
      status
      publishedAt
      organisations {
        id
        name
        kind
      }
    }
  }
`);

export type Shown = NonNullable<RecommendationPageQuery['recommendation']>;
export type ShownLink = Shown['decided']['nodes'][number];
export type Cells = RecommendationPageQuery['coverageByKind']['rows'][number]['cells'];

/** One recommendation: what it says, how well that is attested, and what is said about it. */
export default function RecommendationOf() {
  const { code = '' } = useParams();
  const { language } = useLanguage();
  const answer = useQuery({ query: RecommendationPage, variables: { code, language } });
  const [{ data, error }] = answer;
  // Coverage refuses a code that there is not.
  if (error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'INVALID')) return <NotFound />;
  if (data && !data.recommendation) return <NotFound />;
  return (
    <article className="page recommendation">
      <Answer of={answer}>
        {({ recommendation, coverageByKind, coverageByYear }) =>
          recommendation && (
            <>
              <RecommendationHead recommendation={recommendation} />
              <Figures
                recommendation={recommendation}
                byKind={coverageByKind.rows[0]?.cells ?? []}
                byYear={coverageByYear.rows[0]?.cells ?? []}
              />
              <Arguments recommendation={recommendation} />
              <Undecided recommendation={recommendation} />
              <Missing recommendation={recommendation} />
            </>
          )
        }
      </Answer>
    </article>
  );
}
