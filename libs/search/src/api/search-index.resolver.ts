import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { Database } from '#libs/platform';
import { CANDIDATE_SOURCES, type CandidateSource, SearchEngineName } from '../engine.js';
import { readIndexStatus } from '../operation/index-status.js';
import { SearchIndexStatusType } from './search-index.type.js';

@Resolver()
export class SearchIndexResolver {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CANDIDATE_SOURCES) private readonly sources: readonly CandidateSource[],
  ) {}

  @Access('ADMINISTRATOR')
  @Query(() => SearchIndexStatusType, {
    description:
      'How search is kept up to date: what waits, what failed and why, and how the engines do. For administrators.',
  })
  async searchIndex(@Context() context: RequestContext): Promise<SearchIndexStatusType> {
    const names = [SearchEngineName.POSTGRES, ...this.sources.map((source) => source.name)];
    const engines = await readIndexStatus(this.database, names, context.actor);
    const breakers = new Map(this.sources.map((source) => [source.name, source.breaker?.state ?? null]));
    return { engines: engines.map((engine) => ({ ...engine, breaker: breakers.get(engine.engine) ?? null })) };
  }
}
