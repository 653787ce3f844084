export { searchArea } from './area.js';
export { CANDIDATE_SOURCES, type CandidateQuestion, type CandidateSource, SearchEngineName } from './engine.js';
export { ProjectBeforeCommit, projectOwnHeads } from './projection/project-before-commit.js';
export { ProjectDirty } from './projection/project-dirty.js';
export type { FacetName } from './query/facet-name.js';
export { SearchOrder } from './query/hits-statement.js';
export { Search, type SearchAnswer, type SearchQuestion } from './query/search.js';
export { SearchModule } from './search.module.js';
