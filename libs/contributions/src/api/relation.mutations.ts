import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Access, type RequestContext } from '#libs/identity';
import { Payload, uuidOf } from '#libs/platform';
import { EndRelation } from '../commands/end-relation.js';
import { RelateContributions } from '../commands/relate-contributions.js';
import { RelationKind, relationLimits } from '../policies/relation.js';
import { ContributionRelations } from '../queries/contribution-relations.js';
import { ContributionRelationType, toRelationType } from './relation.type.js';

@InputType({ description: 'What one contribution is to another.' })
export class RelateContributionsInput {
  @Field(() => ID, { description: 'The one that responds, supersedes, complements or contradicts.' })
  from: string;

  @Field(() => RelationKind, { description: 'What it is to the other.' })
  kind: RelationKind;

  @Field(() => ID, { description: 'The other one.' })
  to: string;

  @Field(() => String, {
    nullable: true,
    description: `Why, in a sentence or two, for whoever may read both; at most ${relationLimits.note} characters.`,
  })
  @IsOptional()
  @MaxLength(relationLimits.note)
  note?: string | null;
}

@InputType({ description: 'What was said of two contributions, taken back.' })
export class EndRelationInput {
  @Field(() => ID, { description: 'The relation.' })
  id: string;
}

@ObjectType({ description: 'The relation as it is now.' })
export class ContributionRelationPayload extends Payload {
  @Field(() => ContributionRelationType, {
    nullable: true,
    description: 'The relation; null on failure, and once it was taken back.',
  })
  relation: ContributionRelationType | null;
}

@Resolver()
export class RelationMutationsResolver {
  constructor(
    @Inject(RelateContributions) private readonly relate: RelateContributions,
    @Inject(EndRelation) private readonly end: EndRelation,
    @Inject(ContributionRelations) private readonly relations: ContributionRelations,
  ) {}

  @Access('CONTRIBUTOR')
  @Mutation(() => ContributionRelationPayload, {
    description:
      'Says what a contribution of yours, or as an analyst any that was handed in, is to another that you may read. It holds at once.',
  })
  async relateContributions(
    @Args('input') input: RelateContributionsInput,
    @Context() context: RequestContext,
  ): Promise<ContributionRelationPayload> {
    const id = await this.relate.execute(context.actor, {
      fromId: uuidOf('Contribution', input.from, ['from']),
      toId: uuidOf('Contribution', input.to, ['to']),
      kind: input.kind,
      note: input.note,
    });
    context.loaders.clear();
    const [row] = await this.relations.byIds(context.actor, [id]);
    return { relation: row ? toRelationType(row, context.actor) : null, errors: [] };
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => ContributionRelationPayload, {
    description: 'Takes back what was said of two contributions: analysts whatever it is, others what they said.',
  })
  async endRelation(
    @Args('input') input: EndRelationInput,
    @Context() context: RequestContext,
  ): Promise<ContributionRelationPayload> {
    await this.end.execute(context.actor, uuidOf('ContributionRelation', input.id, ['id']));
    context.loaders.clear();
    return { relation: null, errors: [] };
  }
}
