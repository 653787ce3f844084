import type { Area } from '#libs/platform';
import { Suggestion } from './entities/suggestion.entity.js';
import { SuggestionRun } from './entities/suggestion-run.entity.js';
import { SuggestionText } from './entities/suggestion-text.entity.js';
import { Suggestions1764000002210 } from './migrations/1764000002210-suggestions.js';
import { SuggestionTexts1764000003200 } from './migrations/1764000003200-suggestion-texts.js';
import { Refinement1764000004010 } from './migrations/1764000004010-refinement.js';

export const suggestionsArea: Area = {
  name: 'suggestions',
  entities: [Suggestion, SuggestionRun, SuggestionText],
  migrations: [Suggestions1764000002210, SuggestionTexts1764000003200, Refinement1764000004010],
};
