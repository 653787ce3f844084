import { Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { ContributionsModule } from '#libs/contributions';
import { DocumentsModule } from '#libs/documents';
import { Configuration, Database, LOG } from '#libs/platform';
import { SearchResolver } from './api/search.resolver.js';
import { SearchIndexMutationsResolver } from './api/search-index.mutations.js';
import { SearchIndexResolver } from './api/search-index.resolver.js';
import { CANDIDATE_SOURCES, type CandidateSource } from './engine.js';
import { MeilisearchCandidates } from './meilisearch/candidates.js';
import { connectMeilisearch } from './meilisearch/connection.js';
import { AskIndexWork } from './operation/ask-index-work.js';
import { ProjectBeforeCommit } from './projection/project-before-commit.js';
import { ProjectDirty } from './projection/project-dirty.js';
import { Search } from './query/search.js';
import { QuickResolver } from './quick/api/quick.resolver.js';
import { QuickSearch } from './quick/quick-search.js';
import { SuggestQueries } from './quick/suggest-queries.js';
import { SavedSearchResolver } from './saved/api/saved-search.resolver.js';
import { SavedSearches } from './saved/saved-searches.js';
import { SimilarResolver } from './similar/api/similar.resolver.js';
import { NearDuplicates } from './similar/near-duplicates.js';
import { SimilarContributions } from './similar/similar-contributions.js';

/** The engines beside PostgreSQL that the settings name. None needs to answer for a process to start. */
function candidateSources(configuration: Configuration, database: Database, log: Logger): CandidateSource[] {
  const meilisearch = connectMeilisearch(configuration);
  const tell = (failure: string | null) => {
    if (failure === null) log.info('Meilisearch answers searches again.');
    else
      log.warn(
        { failure },
        'Meilisearch failed several searches in a row; the database answers alone until it is back.',
      );
  };
  return meilisearch ? [new MeilisearchCandidates(database, meilisearch, tell)] : [];
}

@Module({
  imports: [ContributionsModule, DocumentsModule],
  providers: [
    { provide: CANDIDATE_SOURCES, useFactory: candidateSources, inject: [Configuration, Database, LOG] },
    Search,
    ProjectBeforeCommit,
    ProjectDirty,
    QuickSearch,
    SuggestQueries,
    SimilarContributions,
    NearDuplicates,
    SearchResolver,
    SearchIndexResolver,
    SearchIndexMutationsResolver,
    AskIndexWork,
    QuickResolver,
    SimilarResolver,
    SavedSearches,
    SavedSearchResolver,
  ],
  exports: [CANDIDATE_SOURCES, Search, SimilarContributions, NearDuplicates, ProjectDirty],
})
export class SearchModule {}
