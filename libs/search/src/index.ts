export { searchArea } from './area.js';
export type { Drift } from './drift.js';
export {
  BreakerState,
  CANDIDATE_SOURCES,
  type CandidateQuestion,
  type CandidateSource,
  SearchEngineName,
} from './engine.js';
export { Breaker } from './meilisearch/breaker.js';
export { MeilisearchCandidates } from './meilisearch/candidates.js';
export { connectMeilisearch, MeilisearchConnection } from './meilisearch/connection.js';
export { beginRebuild, EngineWorker } from './meilisearch/engine-worker.js';
export { askForWork, doAskedWork } from './operation/asked-work.js';
export { checkIndex, NothingBuiltError, takeNightlyCheck } from './operation/check-index.js';
export { type EngineStatus, readIndexStatus, SearchEngineState } from './operation/index-status.js';
export { projectEverything, retryFailed } from './operation/rebuild-index.js';
export { ProjectBeforeCommit, projectOwnHeads } from './projection/project-before-commit.js';
export { ProjectDirty } from './projection/project-dirty.js';
export type { FacetName } from './query/facet-name.js';
export { SearchOrder } from './query/hits-statement.js';
export { Search, type SearchAnswer, type SearchQuestion } from './query/search.js';
export { SearchModule } from './search.module.js';
export { type NearDuplicateRow, NearDuplicates } from './similar/near-duplicates.js';
export { SIMILAR_MAX, SimilarContributions } from './similar/similar-contributions.js';
