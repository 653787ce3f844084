import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { FILTER_VALUES_MAX, SubjectFilter } from '#libs/contributions';
import { Stance } from '#libs/links';

@InputType({
  description: 'Narrows coverage: any value of a field, and all fields together. Absent or empty means any.',
})
export class CoverageFilter extends SubjectFilter {
  @Field(() => [String], { nullable: true, description: 'Codes of recommendation sets, in any case.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(60, { each: true })
  sets?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of recommendations, in any case.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  @MaxLength(60, { each: true })
  recommendations?: string[] | null;

  @Field(() => [Stance], { nullable: true, description: 'Stances of the links.' })
  @IsOptional()
  @ArrayMaxSize(FILTER_VALUES_MAX)
  stances?: Stance[] | null;
}
