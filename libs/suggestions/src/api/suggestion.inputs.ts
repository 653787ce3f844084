import { Field, ID, InputType } from '@nestjs/graphql';
import { IsOptional, Length, MaxLength } from 'class-validator';
import { Stance, Strength } from '#libs/links';

const TEXT_MAX = 3_000;

@InputType({ description: 'A suggestion that is right.' })
export class AcceptSuggestionInput {
  @Field(() => ID, { description: 'The suggestion.' })
  id: string;

  @Field(() => Stance, { nullable: true, description: 'Of the link; UNSTATED when absent.' })
  @IsOptional()
  stance?: Stance | null;

  @Field(() => Strength, { nullable: true, description: 'Of the link; ADDRESSES when absent.' })
  @IsOptional()
  strength?: Strength | null;

  @Field(() => String, { nullable: true, description: `Of the link: why; at most ${TEXT_MAX} characters.` })
  @IsOptional()
  @MaxLength(TEXT_MAX)
  rationale?: string | null;
}

@InputType({ description: 'What is right in place of a suggestion.' })
export class CorrectSuggestionInput extends AcceptSuggestionInput {
  @Field({ description: 'Code of the recommendation, theme or system that is meant; of the same kind.' })
  @Length(1, 60)
  code: string;

  @Field(() => String, { nullable: true, description: `Why; at most ${TEXT_MAX} characters.` })
  @IsOptional()
  @MaxLength(TEXT_MAX)
  reason?: string | null;
}

@InputType({ description: 'A suggestion that is wrong.' })
export class RejectSuggestionInput {
  @Field(() => ID, { description: 'The suggestion.' })
  id: string;

  @Field({ description: `Why; 1 to ${TEXT_MAX} characters.` })
  @Length(1, TEXT_MAX)
  reason: string;
}

@InputType({ description: 'A suggestion that was rejected.' })
export class ReopenSuggestionInput {
  @Field(() => ID, { description: 'The suggestion.' })
  id: string;
}
