import { askEarly, type Question } from './api/early-answers';
import { chosenLanguage } from './language/languages';
import { ContributionPage, paperNamed } from './pages/contribution/contribution-query';
import { Find } from './pages/find/find-query';
import { PAGE_MAX, questionOf, variablesOf } from './pages/find/question';
import { Beginnings } from './pages/home/home-query';
import { RecommendationList } from './pages/recommendations/list-query';
import { RecommendationPage } from './pages/recommendations/recommendation-query';
import { pastDay } from './parts/past';
import { Viewer } from './session/viewer-query';

// Sent beside the portal's own script, small, and run before it: it asks what the page that is opened will ask, as that page does.

const [, area, name, deeper] = location.pathname.replace(/\/$/, '').split('/');
const named = decoded(name ?? '');

/** Empty for what is no address: the portal says so. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function questions(): Question[] {
  if (deeper) return [];
  switch (area) {
    case undefined:
      return [{ query: Beginnings }];
    case 'find': {
      const question = questionOf(new URLSearchParams(location.search));
      return [{ query: Find, variables: variablesOf(question, Math.min(question.shown, PAGE_MAX)) }];
    }
    case 'contributions':
      return named ? [{ query: ContributionPage, variables: paperNamed(named) }] : [];
    case 'recommendations':
      return named
        ? [{ query: RecommendationPage, variables: recommendationNamed(named) }]
        : [{ query: RecommendationList }];
    default:
      return [];
  }
}

function recommendationNamed(code: string) {
  return { code, language: chosenLanguage(), asOf: pastDay(new URLSearchParams(location.search))?.end };
}

askEarly([{ query: Viewer }, ...questions()]);
