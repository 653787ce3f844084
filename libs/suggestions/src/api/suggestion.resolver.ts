import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  InformationSystemType,
  Recommendations,
  RecommendationType,
  recommendationLoader,
  Systems,
  systemLoader,
  Themes,
  ThemeType,
  themeLoader,
} from '#libs/catalogue';
import { ContributionType } from '#libs/contributions';
import { Passages, passageLoader } from '#libs/documents';
import type { RequestContext } from '#libs/identity';
import { EvidenceType } from '#libs/links';
import { groupedByKey } from '#libs/platform';
import { SuggestionKind } from '../engine/target.js';
import { SuggestionState } from '../policies/suggestion-state.js';
import { Suggestions } from '../queries/suggestions.js';
import { SuggestionType, toSuggestionType } from './suggestion.type.js';

@Resolver(() => ContributionType)
export class ContributionSuggestionsResolver {
  constructor(@Inject(Suggestions) private readonly suggestionQuery: Suggestions) {}

  @ResolveField(() => [SuggestionType], {
    description:
      'What it probably speaks to, by kind and best first: at most five recommendations. Empty for all but analysts and the submitter, and often: silence is an answer.',
  })
  async suggestions(
    @Parent() contribution: ContributionType,
    @Args('states', {
      type: () => [SuggestionState],
      nullable: true,
      description: 'Only in these states; OPEN by default.',
    })
    states: SuggestionState[] | null,
    @Context() context: RequestContext,
  ): Promise<SuggestionType[]> {
    const wanted = new Set(states?.length ? states : [SuggestionState.OPEN]);
    const rows = await context.loaders
      .get('contribution.suggestions', async (ids: readonly string[]) =>
        groupedByKey(ids, await this.suggestionQuery.ofContributions(context.actor, ids), (row) => row.contributionId),
      )
      .load(contribution.uuid);
    return rows.filter((row) => wanted.has(row.state)).map(toSuggestionType);
  }
}

@Resolver(() => SuggestionType)
export class SuggestionResolver {
  constructor(
    @Inject(Recommendations) private readonly recommendations: Recommendations,
    @Inject(Themes) private readonly themes: Themes,
    @Inject(Systems) private readonly systems: Systems,
    @Inject(Passages) private readonly passages: Passages,
  ) {}

  @ResolveField(() => RecommendationType, { nullable: true, description: 'The recommendation, when one is suggested.' })
  recommendation(
    @Parent() { row }: SuggestionType,
    @Context() context: RequestContext,
  ): Promise<RecommendationType | null> | null {
    if (row.kind !== SuggestionKind.RECOMMENDATION) return null;
    return recommendationLoader(context, this.recommendations).load(row.targetId);
  }

  @ResolveField(() => ThemeType, { nullable: true, description: 'The theme, when one is suggested.' })
  theme(@Parent() { row }: SuggestionType, @Context() context: RequestContext): Promise<ThemeType | null> | null {
    return row.kind === SuggestionKind.THEME ? themeLoader(context, this.themes).load(row.targetId) : null;
  }

  @ResolveField(() => InformationSystemType, { nullable: true, description: 'The system, when one is suggested.' })
  system(
    @Parent() { row }: SuggestionType,
    @Context() context: RequestContext,
  ): Promise<InformationSystemType | null> | null {
    return row.kind === SuggestionKind.SYSTEM ? systemLoader(context, this.systems).load(row.targetId) : null;
  }

  @ResolveField(() => EvidenceType, {
    nullable: true,
    description: 'Where the contribution says so; null when its title alone does.',
  })
  async evidence(@Parent() { row }: SuggestionType, @Context() context: RequestContext): Promise<EvidenceType | null> {
    const { passageId, start, end } = row;
    if (passageId === null || start === null || end === null) return null;
    const passage = await passageLoader(context, this.passages).load(passageId);
    return passage && { passage, quote: passage.text.slice(start, end), start, end };
  }
}
