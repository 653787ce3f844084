import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, Length, MaxLength } from 'class-validator';

/** What a recommendation says and is about, in its first version and every later one. */
@InputType({ isAbstract: true })
export abstract class RecommendationWordsInput {
  @Field({ description: 'Title, at most 300 characters.' })
  @Length(1, 300)
  title: string;

  @Field({ description: 'What it says, in our words; at most 5,000 characters.' })
  @Length(1, 5_000)
  summary: string;

  @Field({ description: 'Chapter of its set, at most 200 characters.' })
  @Length(1, 200)
  chapter: string;

  @Field(() => [String], { description: 'Codes of themes it is about.' })
  @ArrayMaxSize(50)
  @MaxLength(60, { each: true })
  themes: string[];

  @Field(() => [String], { description: 'Codes of information systems it speaks of.' })
  @ArrayMaxSize(50)
  @MaxLength(60, { each: true })
  systems: string[];
}
