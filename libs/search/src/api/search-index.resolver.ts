import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { Database, globalId, type NodeType } from '#libs/platform';
import { type BreakerState, CANDIDATE_SOURCES, type CandidateSource, SearchEngineName } from '../engine.js';
import { type EngineStatus, readIndexStatus } from '../operation/index-status.js';
import { type SearchEngineStatusType, SearchIndexStatusType } from './search-index.type.js';

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
    return { engines: engines.map((engine) => toStatus(engine, breakers.get(engine.engine) ?? null)) };
  }
}

const TYPES: Record<string, NodeType> = {
  HEAD: 'Contribution',
  TEXT: 'Contribution',
  ORGANISATION: 'Organisation',
  THEME: 'Theme',
  SYSTEM: 'InformationSystem',
  RECOMMENDATION: 'Recommendation',
  EVENT: 'Event',
};

function toStatus(status: EngineStatus, breaker: BreakerState | null): SearchEngineStatusType {
  const failed = status.failed.map((row) => {
    const type = TYPES[row.kind];
    return { ...row, id: type && row.id !== null ? globalId(type, row.id) : null };
  });
  return { ...status, failed, breaker };
}
