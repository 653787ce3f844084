import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { Attestation, RecommendationKind } from '../policies/terms.js';
import './terms.js';

const VALUES_MAX = 100;
const TEXT_MAX = 200;

export enum RecommendationOrder {
  CODE = 'CODE',
  CHAPTER = 'CHAPTER',
  TITLE = 'TITLE',
}

registerEnumType(RecommendationOrder, {
  name: 'RecommendationOrder',
  description: 'Order of recommendations; without one, the order of their sets.',
  valuesMap: {
    CODE: { description: 'By code.' },
    CHAPTER: { description: 'By chapter, and within a chapter in the order of the set.' },
    TITLE: { description: 'By title.' },
  },
});

@InputType({
  description: `Which recommendations. All fields must hold; of the values of one field, any. An absent or empty field means “any”; at most ${VALUES_MAX} values each.`,
})
export class RecommendationFilter {
  @Field(() => [String], { nullable: true, description: 'Codes of recommendation sets.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  @MaxLength(TEXT_MAX, { each: true })
  sets?: string[] | null;

  @Field(() => [RecommendationKind], { nullable: true, description: 'Kinds.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  kinds?: RecommendationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Chapters, in their exact words.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  @MaxLength(TEXT_MAX, { each: true })
  chapters?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of themes; narrower themes are included.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  @MaxLength(TEXT_MAX, { each: true })
  themes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of information systems.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  @MaxLength(TEXT_MAX, { each: true })
  systems?: string[] | null;

  @Field(() => [Attestation], { nullable: true, description: 'How well they are attested.' })
  @IsOptional()
  @ArrayMaxSize(VALUES_MAX)
  attestations?: Attestation[] | null;
}
