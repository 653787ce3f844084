import { Inject } from '@nestjs/common';
import { Args, Context, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { Payload } from '#libs/platform';
import { SearchEngineName } from '../engine.js';
import { AskIndexWork } from '../operation/ask-index-work.js';
import { SearchIndexResolver } from './search-index.resolver.js';
import { SearchIndexStatusType } from './search-index.type.js';

@InputType({ description: 'An engine of search.' })
export class SearchEngineInput {
  @Field(() => SearchEngineName, { description: 'The engine.' })
  engine: SearchEngineName;
}

@ObjectType({ description: 'How the engines do now.' })
export class SearchIndexPayload extends Payload {
  @Field(() => SearchIndexStatusType, { nullable: true, description: 'The engines; null on failure.' })
  searchIndex: SearchIndexStatusType | null;
}

/** Work on an index is done by the worker; what is asked for, runs and has ended stands in searchIndex. */
@Resolver()
export class SearchIndexMutationsResolver {
  constructor(
    @Inject(AskIndexWork) private readonly ask: AskIndexWork,
    @Inject(SearchIndexResolver) private readonly status: SearchIndexResolver,
  ) {}

  @Access('ADMINISTRATOR')
  @Mutation(() => SearchIndexPayload, {
    description: 'Has an index brought up anew beside what is read: nothing is missing meanwhile.',
  })
  async rebuildSearchIndex(
    @Args('input') input: SearchEngineInput,
    @Context() context: RequestContext,
  ): Promise<SearchIndexPayload> {
    await this.ask.execute(context.actor, input.engine, 'REBUILD');
    return { searchIndex: await this.status.searchIndex(context), errors: [] };
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => SearchIndexPayload, {
    description: 'Has an index compared with the tables, and what differs indexed again, as is done each night.',
  })
  async verifySearchIndex(
    @Args('input') input: SearchEngineInput,
    @Context() context: RequestContext,
  ): Promise<SearchIndexPayload> {
    await this.ask.execute(context.actor, input.engine, 'CHECK');
    return { searchIndex: await this.status.searchIndex(context), errors: [] };
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => SearchIndexPayload, { description: 'Has everything tried again that could not be indexed.' })
  async retrySearchIndex(
    @Args('input') input: SearchEngineInput,
    @Context() context: RequestContext,
  ): Promise<SearchIndexPayload> {
    await this.ask.retry(context.actor, input.engine);
    return { searchIndex: await this.status.searchIndex(context), errors: [] };
  }
}
