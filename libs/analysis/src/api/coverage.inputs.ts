import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { ContributionKind } from '#libs/contributions';
import { OrganisationKind } from '#libs/directory';
import { Stance } from '#libs/links';
import { DateScalar } from '#libs/platform';

const MANY = 200;

@InputType({ description: 'Narrows coverage: any value of a field, and all fields together. Absent means any.' })
export class CoverageFilter {
  @Field(() => [String], { nullable: true, description: 'Codes of recommendation sets.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  sets?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of recommendations.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  recommendations?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of themes of the contributions; narrower ones are meant too.',
  })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(60, { each: true })
  themes?: string[] | null;

  @Field(() => [ContributionKind], { nullable: true, description: 'Kinds of contribution.' })
  @IsOptional()
  kinds?: ContributionKind[] | null;

  @Field(() => [Stance], { nullable: true, description: 'Stances of the links.' })
  @IsOptional()
  stances?: Stance[] | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of organisations that speak.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  organisations?: string[] | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Kinds of organisations that speak.' })
  @IsOptional()
  organisationKinds?: OrganisationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Slugs of events.' })
  @IsOptional()
  @ArrayMaxSize(MANY)
  @MaxLength(100, { each: true })
  events?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or later.' })
  @IsOptional()
  publishedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First published on this day (UTC) or earlier.' })
  @IsOptional()
  publishedTo?: string | null;
}
