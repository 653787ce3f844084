import { Field, Float, ID, InputType, Int, IntersectionType, PartialType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { DateTimeScalar, LanguageTagScalar } from '#libs/platform';
import { ArchitectureStyle, Audience, contentLimits } from '../policies/content.js';

const LIST = `At most ${contentLimits.list} entries of ${contentLimits.listEntry} characters.`;

@InputType({ description: 'An amount between two bounds.' })
export class MoneyRangeInput {
  @Field(() => Float, { description: 'Lower bound, in whole units of the currency, not negative.' })
  @Min(0)
  low: number;

  @Field(() => Float, { description: 'Upper bound, not below the lower.' })
  @Min(0)
  @Max(1e15)
  high: number;

  @Field({ description: 'ISO 4217 code, e.g. EUR.' })
  @Matches(/^[A-Z]{3}$/, { message: 'A currency is three capital letters, such as EUR.' })
  currency: string;

  @Field(() => String, {
    nullable: true,
    description: `What the estimate rests on, at most ${contentLimits.listEntry} characters.`,
  })
  @IsOptional()
  @MaxLength(contentLimits.listEntry)
  basis?: string | null;
}

@InputType({ description: 'A whole number between two bounds.' })
export class IntRangeInput {
  @Field(() => Int, { description: 'Lower bound, not negative.' })
  @Min(0)
  low: number;

  @Field(() => Int, { description: 'Upper bound, not below the lower; at most 1,200.' })
  @Min(0)
  @Max(1200)
  high: number;
}

/** What all three kinds share, apart from title and language, which a new one must have. */
@InputType({ isAbstract: true })
export abstract class CommonFieldsInput {
  @Field(() => String, {
    nullable: true,
    description: `Plain text, at most ${contentLimits.abstract} characters; needed to submit.`,
  })
  @IsOptional()
  @MaxLength(contentLimits.abstract)
  abstract?: string;

  @Field(() => String, { nullable: true, description: `Markdown, at most ${contentLimits.body} characters.` })
  @IsOptional()
  @MaxLength(contentLimits.body)
  body?: string | null;

  @Field(() => Audience, { nullable: true, description: 'Who may read it once published; PUBLIC when absent.' })
  @IsOptional()
  audience?: Audience;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until then only the submitter and administrators read it, once published.',
  })
  @IsOptional()
  embargoUntil?: Date | null;

  @Field(() => [ID], {
    nullable: true,
    description: `Who speaks, at most ${contentLimits.organisations}; the account’s own organisation when absent.`,
  })
  @IsOptional()
  @ArrayMaxSize(contentLimits.organisations)
  organisations?: string[];

  @Field(() => [ID], { nullable: true, description: `Who wrote it: ids of persons, at most ${contentLimits.authors}.` })
  @IsOptional()
  @ArrayMaxSize(contentLimits.authors)
  authors?: string[];

  @Field(() => String, { nullable: true, description: 'Slug of the event that it answers, e.g. rt-2017-06.' })
  @IsOptional()
  @MaxLength(100)
  event?: string | null;

  @Field(() => [String], { nullable: true, description: `Codes of themes, at most ${contentLimits.themes}.` })
  @IsOptional()
  @ArrayMaxSize(contentLimits.themes)
  @MaxLength(60, { each: true })
  themes?: string[];

  @Field(() => [String], {
    nullable: true,
    description: `Codes of information systems, at most ${contentLimits.systems}.`,
  })
  @IsOptional()
  @ArrayMaxSize(contentLimits.systems)
  @MaxLength(60, { each: true })
  systems?: string[];
}

@InputType({ isAbstract: true })
abstract class NewContributionInput extends CommonFieldsInput {
  @Field({ description: `Title, 1 to ${contentLimits.title} characters.` })
  @Length(1, contentLimits.title)
  title: string;

  @Field(() => LanguageTagScalar, { description: 'Language it is written in.' })
  language: string;
}

const statement = {
  nullable: true,
  description: `Where the organisation stands, at most ${contentLimits.statement} characters; needed to submit.`,
};
const asks = { nullable: true, description: `What it asks for; at least one is needed to submit. ${LIST}` };
const technology = {
  nullable: true,
  description: `Name of the technology, at most ${contentLimits.listEntry} characters; needed to submit.`,
};
const maturity = { nullable: true, description: 'Technology readiness level, 1 to 9; needed to submit.' };
const standards = { nullable: true, description: `Standards it follows. ${LIST}` };
const limits = { nullable: true, description: `What it cannot do. ${LIST}` };
const architecture = { nullable: true, description: 'Style of the architecture; needed to submit.' };
const prerequisites = { nullable: true, description: `What must be there first. ${LIST}` };
const risks = { nullable: true, description: `What can go wrong. ${LIST}` };
const costEstimate = { nullable: true, description: 'What it would cost.' };
const durationMonths = { nullable: true, description: 'How long it would take, in months.' };
const dependsOn = {
  nullable: true,
  description: `Published implementation options that it builds on: ids, at most ${contentLimits.list}.`,
};

/** A list of texts as input: bounded in number and length. */
function TextList(): PropertyDecorator {
  return (target, key) => {
    for (const decorate of [
      IsOptional(),
      ArrayMaxSize(contentLimits.list),
      MaxLength(contentLimits.listEntry, { each: true }),
    ]) {
      decorate(target, key as string);
    }
  };
}

@InputType({ description: 'A new position paper.' })
export class PositionPaperInput extends NewContributionInput {
  @Field(() => String, statement)
  @IsOptional()
  @MaxLength(contentLimits.statement)
  statement?: string | null;

  @Field(() => [String], asks)
  @TextList()
  asks?: string[];
}

@InputType({ description: 'A new technology note.' })
export class TechnologyNoteInput extends NewContributionInput {
  @Field(() => String, technology)
  @IsOptional()
  @MaxLength(contentLimits.listEntry)
  technology?: string | null;

  @Field(() => Int, maturity)
  @IsOptional()
  @Min(1)
  @Max(9)
  maturity?: number | null;

  @Field(() => [String], standards)
  @TextList()
  standards?: string[];

  @Field(() => [String], limits)
  @TextList()
  limits?: string[];
}

@InputType({ description: 'A new implementation option.' })
export class ImplementationOptionInput extends NewContributionInput {
  @Field(() => ArchitectureStyle, architecture)
  @IsOptional()
  architecture?: ArchitectureStyle | null;

  @Field(() => [String], prerequisites)
  @TextList()
  prerequisites?: string[];

  @Field(() => [String], risks)
  @TextList()
  risks?: string[];

  @Field(() => MoneyRangeInput, costEstimate)
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyRangeInput)
  costEstimate?: MoneyRangeInput | null;

  @Field(() => IntRangeInput, durationMonths)
  @IsOptional()
  @ValidateNested()
  @Type(() => IntRangeInput)
  durationMonths?: IntRangeInput | null;

  @Field(() => [ID], dependsOn)
  @IsOptional()
  @ArrayMaxSize(contentLimits.list)
  dependsOn?: string[];
}

@InputType({ description: 'Exactly one of the three kinds.', isOneOf: true })
export class NewContribution {
  @Field(() => PositionPaperInput, { nullable: true, description: 'A position paper.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PositionPaperInput)
  positionPaper?: PositionPaperInput;

  @Field(() => TechnologyNoteInput, { nullable: true, description: 'A technology note.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TechnologyNoteInput)
  technologyNote?: TechnologyNoteInput;

  @Field(() => ImplementationOptionInput, { nullable: true, description: 'An implementation option.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ImplementationOptionInput)
  implementationOption?: ImplementationOptionInput;
}

@InputType({ description: 'A new contribution.' })
export class CreateContributionInput {
  @Field(() => NewContribution, { description: 'What it says, under the name of its kind.' })
  @ValidateNested()
  @Type(() => NewContribution)
  contribution: NewContribution;
}

@InputType({
  description:
    'Changed fields of a contribution; absent ones stay as they are. Fields of another kind are refused. Analysts may change themes, systems and event of what was submitted.',
})
export class ReviseContributionInput extends IntersectionType(
  // In pairs: of three, the third would be taken for a decorator.
  IntersectionType(PartialType(PositionPaperInput), PartialType(TechnologyNoteInput)),
  PartialType(ImplementationOptionInput),
) {
  @Field(() => ID, { description: 'The contribution.' })
  id: string;

  @Field(() => Int, { description: 'The version you have seen.' })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: `What was changed, for the record; at most ${contentLimits.note} characters.`,
  })
  @IsOptional()
  @MaxLength(contentLimits.note)
  note?: string | null;
}

@InputType({ description: 'A step of a contribution on its way.' })
export class ContributionTransitionInput {
  @Field(() => ID, { description: 'The contribution.' })
  id: string;

  @Field(() => Int, { description: 'The version you have seen.' })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: `The reason, where the step asks for one; at most ${contentLimits.note} characters.`,
  })
  @IsOptional()
  @MaxLength(contentLimits.note)
  note?: string | null;
}
