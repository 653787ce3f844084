import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { globalId, Payload, uuidOf } from '#libs/platform';
import { DecideSuggestion } from '../commands/decide-suggestion.js';
import { Suggestions } from '../queries/suggestions.js';
import {
  AcceptSuggestionInput,
  CorrectSuggestionInput,
  RejectSuggestionInput,
  ReopenSuggestionInput,
} from './suggestion.inputs.js';
import { SuggestionType, toSuggestionType } from './suggestion.type.js';

@ObjectType({ description: 'The suggestion as it is now.' })
export class SuggestionPayload extends Payload {
  @Field(() => SuggestionType, {
    nullable: true,
    description: 'The suggestion after the decision; null on failure.',
  })
  suggestion: SuggestionType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of a correction: the link that was there already and got its passage as further evidence.',
  })
  addedTo?: string | null;
}

@Resolver()
export class SuggestionMutationsResolver {
  constructor(
    @Inject(DecideSuggestion) private readonly decision: DecideSuggestion,
    @Inject(Suggestions) private readonly suggestions: Suggestions,
  ) {}

  @Access('ANALYST')
  @Mutation(() => SuggestionPayload, {
    description: 'Makes the suggested link, with its evidence, or sets the suggested tag.',
  })
  async acceptSuggestion(
    @Args('input') input: AcceptSuggestionInput,
    @Context() context: RequestContext,
  ): Promise<SuggestionPayload> {
    const id = uuidOf('Suggestion', input.id, ['id']);
    await this.decision.accept(context.actor, { ...input, id });
    return this.payload(id, context);
  }

  @Access('ANALYST')
  @Mutation(() => SuggestionPayload, {
    description:
      'Links or tags with another of the same kind in its place. Where that recommendation is linked already (proposed or confirmed), its passage is added to that link, which stays as it is otherwise; a stance or strength other than the link says is refused as DUPLICATE.',
  })
  async correctSuggestion(
    @Args('input') input: CorrectSuggestionInput,
    @Context() context: RequestContext,
  ): Promise<SuggestionPayload> {
    const id = uuidOf('Suggestion', input.id, ['id']);
    const linked = await this.decision.correct(context.actor, { ...input, id });
    const payload = await this.payload(id, context);
    return { ...payload, addedTo: linked ? globalId('RecommendationLink', linked) : null };
  }

  @Access('ANALYST')
  @Mutation(() => SuggestionPayload, {
    description: 'Says that a suggestion is wrong, and why; it is not made again.',
  })
  async rejectSuggestion(
    @Args('input') input: RejectSuggestionInput,
    @Context() context: RequestContext,
  ): Promise<SuggestionPayload> {
    const id = uuidOf('Suggestion', input.id, ['id']);
    await this.decision.reject(context.actor, { id, reason: input.reason });
    return this.payload(id, context);
  }

  @Access('ANALYST')
  @Mutation(() => SuggestionPayload, { description: 'Takes the rejection of a suggestion back.' })
  async reopenSuggestion(
    @Args('input') input: ReopenSuggestionInput,
    @Context() context: RequestContext,
  ): Promise<SuggestionPayload> {
    const id = uuidOf('Suggestion', input.id, ['id']);
    await this.decision.reopen(context.actor, id);
    return this.payload(id, context);
  }

  private async payload(id: string, context: RequestContext): Promise<SuggestionPayload> {
    context.loaders.clear();
    const [row] = await this.suggestions.byIds(context.actor, [id]);
    return { suggestion: row ? toSuggestionType(row) : null, errors: [] };
  }
}
