import { Module } from '@nestjs/common';
import { ContributionsModule } from '#libs/contributions';
import { DocumentsModule } from '#libs/documents';
import { SearchResolver } from './api/search.resolver.js';
import { CANDIDATE_SOURCES } from './engine.js';
import { ProjectBeforeCommit } from './projection/project-before-commit.js';
import { ProjectDirty } from './projection/project-dirty.js';
import { Search } from './query/search.js';

@Module({
  imports: [ContributionsModule, DocumentsModule],
  providers: [{ provide: CANDIDATE_SOURCES, useValue: [] }, Search, ProjectBeforeCommit, ProjectDirty, SearchResolver],
  exports: [Search, ProjectDirty],
})
export class SearchModule {}
