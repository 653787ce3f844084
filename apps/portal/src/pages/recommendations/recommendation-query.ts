import { graphql } from '../../api/generated';
import type { RecommendationPageQuery } from '../../api/generated/graphql';

/** Everything on the page of a recommendation. */
export const RecommendationPage = graphql(`
  query RecommendationPage($code: String!, $language: LanguageTag!, $asOf: DateTime) {
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
      coverage(asOf: $asOf) {
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
      decided: links(first: 100, filter: { states: [CONFIRMED] }, asOf: $asOf) {
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
    coverageByKind: coverage(by: [ORGANISATION_KIND, STANCE], filter: { recommendations: [$code] }, asOf: $asOf) {
      rows {
        cells {
          columns
          contributions
        }
      }
    }
    coverageByYear: coverage(by: [YEAR, STANCE], filter: { recommendations: [$code] }, asOf: $asOf) {
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
        part
        page
        file {
          id
          name
        }
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
