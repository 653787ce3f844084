import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, MaxLength, ValidateNested } from 'class-validator';
import { ForwardPageArgs } from '#libs/platform';
import { LinkDecision, LinkOrigin, LinkState, linkLimits, Stance, Strength } from '../policies/link.js';

@InputType({
  description: 'Narrows a list of links: any value of a field, and all fields together. Absent or empty means any.',
})
export class LinkFilter {
  @Field(() => [LinkState], { nullable: true, description: 'States.' })
  @IsOptional()
  states?: LinkState[] | null;

  @Field(() => [Stance], { nullable: true, description: 'Stances.' })
  @IsOptional()
  stances?: Stance[] | null;

  @Field(() => [Strength], { nullable: true, description: 'Strengths.' })
  @IsOptional()
  strengths?: Strength[] | null;

  @Field(() => [LinkOrigin], { nullable: true, description: 'Origins.' })
  @IsOptional()
  origins?: LinkOrigin[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only suspect ones; false: only those that are not.' })
  @IsOptional()
  suspect?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'Codes of recommendations.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @MaxLength(60, { each: true })
  recommendations?: string[] | null;
}

@ArgsType()
export class LinkListArgs extends ForwardPageArgs {
  @Field(() => LinkFilter, { nullable: true, description: 'Narrows the list.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LinkFilter)
  filter?: LinkFilter | null;
}

@InputType({
  description:
    'Evidence by quote: the text must occur in the passage (or, without a passage, in the contribution). White space counts as one space; prefix and suffix tell which place is meant when it occurs twice.',
})
export class EvidenceInput {
  @Field(() => ID, { nullable: true, description: 'The passage it is in, or begins in.' })
  @IsOptional()
  passage?: string | null;

  @Field({
    description: `The words as they stand there, 1 to ${linkLimits.quote} characters; over the end of a passage, they are evidence in each that they stand in.`,
  })
  @Length(1, linkLimits.quote)
  quote: string;

  @Field(() => String, {
    nullable: true,
    description: `What stands just before, at most ${linkLimits.context} characters.`,
  })
  @IsOptional()
  @MaxLength(linkLimits.context)
  prefix?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What stands just after, at most ${linkLimits.context} characters.`,
  })
  @IsOptional()
  @MaxLength(linkLimits.context)
  suffix?: string | null;
}

@InputType({ description: 'A claim that a contribution speaks to a recommendation.' })
export class LinkRecommendationInput {
  @Field(() => ID, { description: 'The contribution.' })
  contribution: string;

  @Field({ description: 'Code of the recommendation, e.g. HLEG-ESP-01.' })
  @MaxLength(60)
  recommendation: string;

  @Field(() => Stance, { description: 'On which side it stands.' })
  stance: Stance;

  @Field(() => Strength, { description: 'How strongly it speaks to it.' })
  strength: Strength;

  @Field({ description: `Why, in a sentence or two; 1 to ${linkLimits.rationale} characters.` })
  @Length(1, linkLimits.rationale)
  rationale: string;

  @Field(() => [EvidenceInput], { nullable: true, description: `Where it says so; at most ${linkLimits.evidence}.` })
  @IsOptional()
  @ArrayMaxSize(linkLimits.evidence)
  @ValidateNested({ each: true })
  @Type(() => EvidenceInput)
  evidence?: EvidenceInput[] | null;
}

@InputType({ description: 'A decision on a link.' })
export class DecideLinkInput {
  @Field(() => ID, { description: 'The link.' })
  id: string;

  @Field(() => LinkDecision, { description: 'What is decided.' })
  decision: LinkDecision;

  @Field(() => String, {
    nullable: true,
    description: `Why; required to reject, and to confirm without evidence. At most ${linkLimits.reason} characters.`,
  })
  @IsOptional()
  @MaxLength(linkLimits.reason)
  reason?: string | null;
}

@InputType({ description: 'A proposed link of your own, said anew.' })
export class ReviseLinkInput {
  @Field(() => ID, { description: 'The link.' })
  id: string;

  @Field(() => Stance, { description: 'On which side it stands.' })
  stance: Stance;

  @Field(() => Strength, { description: 'How strongly it speaks to it.' })
  strength: Strength;

  @Field({ description: `Why, in a sentence or two; 1 to ${linkLimits.rationale} characters.` })
  @Length(1, linkLimits.rationale)
  rationale: string;

  @Field(() => [EvidenceInput], {
    nullable: true,
    description: `Where it says so, in place of what was there; at most ${linkLimits.evidence}.`,
  })
  @IsOptional()
  @ArrayMaxSize(linkLimits.evidence)
  @ValidateNested({ each: true })
  @Type(() => EvidenceInput)
  evidence?: EvidenceInput[] | null;
}

@InputType({ description: 'A proposed link of your own, taken back.' })
export class WithdrawLinkInput {
  @Field(() => ID, { description: 'The link.' })
  id: string;
}
