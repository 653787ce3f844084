import type { Area } from '#libs/platform';
import { Suggestion } from './entities/suggestion.entity.js';
import { SuggestionRun } from './entities/suggestion-run.entity.js';
import { Suggestions1764000002210 } from './migrations/1764000002210-suggestions.js';

export const suggestionsArea: Area = {
  name: 'suggestions',
  entities: [Suggestion, SuggestionRun],
  migrations: [Suggestions1764000002210],
};
