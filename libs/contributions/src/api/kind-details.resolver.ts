import { Inject } from '@nestjs/common';
import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#libs/identity';
import { ArchitectureStyle } from '../policies/content.js';
import { Contributions } from '../queries/contributions.js';
import { type DetailsRow, RevisionParts } from '../queries/revision-parts.js';
import { contributionLoader } from './contribution.loader.js';
import {
  type ContributionType,
  ImplementationOptionType,
  IntRange,
  MoneyRange,
  PositionPaperType,
  TechnologyNoteType,
} from './contribution.type.js';

/** The kind's own fields of one contribution, from one statement for all of a page; nothing of a withdrawn one. */
async function details(
  parts: RevisionParts,
  contribution: ContributionType,
  context: RequestContext,
): Promise<DetailsRow | null> {
  if (contribution.tombstone) return null;
  return context.loaders
    .get('revision.details', (ids: readonly string[]) => parts.details(ids))
    .load(contribution.revisionId);
}

@Resolver(() => PositionPaperType)
export class PositionPaperResolver {
  constructor(@Inject(RevisionParts) private readonly parts: RevisionParts) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where the organisation stands. An import may leave it open.',
  })
  async statement(@Parent() paper: PositionPaperType, @Context() context: RequestContext): Promise<string | null> {
    return (await details(this.parts, paper, context))?.statement ?? null;
  }

  @ResolveField(() => [String], { description: 'What it asks for.' })
  async asks(@Parent() paper: PositionPaperType, @Context() context: RequestContext): Promise<string[]> {
    return (await details(this.parts, paper, context))?.asks ?? [];
  }
}

@Resolver(() => TechnologyNoteType)
export class TechnologyNoteResolver {
  constructor(@Inject(RevisionParts) private readonly parts: RevisionParts) {}

  @ResolveField(() => String, { nullable: true, description: 'Name of the technology. An import may leave it open.' })
  async technology(@Parent() note: TechnologyNoteType, @Context() context: RequestContext): Promise<string | null> {
    return (await details(this.parts, note, context))?.technology ?? null;
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Technology readiness level, 1 to 9. An import may leave it open.',
  })
  async maturity(@Parent() note: TechnologyNoteType, @Context() context: RequestContext): Promise<number | null> {
    return (await details(this.parts, note, context))?.maturity ?? null;
  }

  @ResolveField(() => [String], { description: 'Standards it follows.' })
  async standards(@Parent() note: TechnologyNoteType, @Context() context: RequestContext): Promise<string[]> {
    return (await details(this.parts, note, context))?.standards ?? [];
  }

  @ResolveField(() => [String], { description: 'What it cannot do.' })
  async limits(@Parent() note: TechnologyNoteType, @Context() context: RequestContext): Promise<string[]> {
    return (await details(this.parts, note, context))?.limits ?? [];
  }
}

@Resolver(() => ImplementationOptionType)
export class ImplementationOptionResolver {
  constructor(
    @Inject(RevisionParts) private readonly parts: RevisionParts,
    @Inject(Contributions) private readonly contributions: Contributions,
  ) {}

  @ResolveField(() => ArchitectureStyle, {
    nullable: true,
    description: 'Where data and functions lie. An import may leave it open.',
  })
  async architecture(
    @Parent() option: ImplementationOptionType,
    @Context() context: RequestContext,
  ): Promise<ArchitectureStyle | null> {
    return (await details(this.parts, option, context))?.architecture ?? null;
  }

  @ResolveField(() => [String], { description: 'What must be there first.' })
  async prerequisites(
    @Parent() option: ImplementationOptionType,
    @Context() context: RequestContext,
  ): Promise<string[]> {
    return (await details(this.parts, option, context))?.prerequisites ?? [];
  }

  @ResolveField(() => [String], { description: 'What can go wrong.' })
  async risks(@Parent() option: ImplementationOptionType, @Context() context: RequestContext): Promise<string[]> {
    return (await details(this.parts, option, context))?.risks ?? [];
  }

  @ResolveField(() => MoneyRange, { nullable: true, description: 'What it would cost.' })
  async costEstimate(
    @Parent() option: ImplementationOptionType,
    @Context() context: RequestContext,
  ): Promise<MoneyRange | null> {
    const row = await details(this.parts, option, context);
    if (row?.costLow == null || row.costHigh === null || row.costCurrency === null) return null;
    return { low: row.costLow, high: row.costHigh, currency: row.costCurrency, basis: row.costBasis };
  }

  @ResolveField(() => IntRange, { nullable: true, description: 'How long it would take, in months.' })
  async durationMonths(
    @Parent() option: ImplementationOptionType,
    @Context() context: RequestContext,
  ): Promise<IntRange | null> {
    const row = await details(this.parts, option, context);
    if (row?.durationLowMonths == null || row.durationHighMonths === null) return null;
    return { low: row.durationLowMonths, high: row.durationHighMonths };
  }

  @ResolveField(() => [ImplementationOptionType], {
    description: 'Options that it builds on, those that you may read.',
  })
  async dependsOn(
    @Parent() option: ImplementationOptionType,
    @Context() context: RequestContext,
  ): Promise<ImplementationOptionType[]> {
    const ids = (await details(this.parts, option, context))?.dependsOn ?? [];
    const options = await contributionLoader(context, this.contributions).loadMany(ids);
    return options.filter((found): found is ImplementationOptionType => found instanceof ImplementationOptionType);
  }
}
