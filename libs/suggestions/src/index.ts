export { suggestionsArea } from './area.js';
export { MakeSuggestions } from './commands/make-suggestions.js';
export { type Embedder, HttpEmbedder } from './embedding/embedder.js';
export { DEFAULT_THRESHOLDS, suggested, type Thresholds } from './engine/chosen.js';
export type { Ranked } from './engine/rank.js';
export { type Paper, type Ranking, Suggester } from './engine/suggester.js';
export { SuggestionKind } from './engine/target.js';
export { Suggestions } from './queries/suggestions.js';
export { SuggestionsModule } from './suggestions.module.js';
