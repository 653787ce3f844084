import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { ContributionType } from '#libs/contributions';
import { PassageType } from '#libs/documents';
import { DateTimeScalar, PageInfo } from '#libs/platform';
import { SearchEngineName } from '../engine.js';
import { FacetName } from '../query/facet-name.js';
import { SearchNoteKind } from '../query/notes.js';
import './search.enums.js';

@ObjectType('Highlight', { description: 'HTML-escaped text in which only <mark> occurs as markup.' })
export class HighlightType {
  @Field({ description: 'Where it stands: title, abstract or body.' })
  field: string;

  @Field({ description: 'Escaped text with the words found in <mark>; cropped to about 30 words, but for titles.' })
  html: string;
}

@ObjectType('PassageHit', { description: 'A passage that the query found.' })
export class PassageHitType {
  @Field(() => PassageType, { description: 'The passage.' })
  passage: PassageType;

  @Field({ description: 'About 30 of its words, escaped, with those found in <mark>.' })
  html: string;
}

@ObjectType('FacetValue', { description: 'A value that hits have, and how many of them.' })
export class FacetValueType {
  @Field({ description: 'The value to filter by: a code, a global id (organisations), a slug (events).' })
  value: string;

  @Field({ description: 'The value in words.' })
  label: string;

  @Field(() => Int, { description: 'Hits that have it, if all other filters stay as they are.' })
  count: number;

  @Field({ description: 'It is among the filters.' })
  selected: boolean;
}

@ObjectType('Facet', { description: 'Hits counted by one property. Its own filter does not narrow it.' })
export class FacetType {
  @Field(() => FacetName, { description: 'The property.' })
  name: FacetName;

  @Field(() => [FacetValueType], { description: 'Most frequent first, at most 100, then chosen ones that have none.' })
  values: FacetValueType[];
}

@ObjectType('SearchNote', { description: 'Something that was ignored, cut or corrected.' })
export class SearchNoteType {
  @Field(() => SearchNoteKind, { description: 'What it is about.' })
  kind: SearchNoteKind;

  @Field({ description: 'In words.' })
  message: string;
}

@ObjectType('SearchEdge', { description: 'A hit, with its place and why it was found.' })
export class SearchEdgeType {
  @Field({ description: 'Place of this hit, to page from. It keeps the scores of the first page.' })
  cursor: string;

  @Field(() => ContributionType, { description: 'The contribution.' })
  node: ContributionType;

  @Field(() => Float, {
    description:
      'Relevance, to compare hits of one query: 1 for the best text match (BM25), and up to 1 more for all words standing together. 0 when nothing was looked for.',
  })
  score: number;

  @Field(() => [HighlightType], { description: 'Where the words stand in title, abstract and body.' })
  highlights: HighlightType[];

  @Field(() => [PassageHitType], { description: 'Its best passages, at most 3.' })
  passages: PassageHitType[];
}

@ObjectType('SearchConnection', { description: 'A page of hits.' })
export class SearchConnectionType {
  @Field(() => [SearchEdgeType], { description: 'The hits of this page.' })
  edges: SearchEdgeType[];

  @Field(() => [ContributionType], { description: 'The contributions of this page, without anything about the hit.' })
  nodes: ContributionType[];

  @Field(() => PageInfo, { description: 'Whether more follow or come before.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many match in all, that the caller may read.' })
  totalCount: number;

  @Field({ description: 'The total is exact; false if it is only known to be at least that.' })
  totalIsExact: boolean;

  @Field(() => [FacetType], { description: 'The facets asked for, in the order asked.' })
  facets: FacetType[];

  @Field(() => [SearchNoteType], {
    description: 'What was ignored, cut, corrected or expanded, so that nobody is misled by a silent limit.',
  })
  notes: SearchNoteType[];

  @Field(() => String, {
    nullable: true,
    description:
      'The query with misspelt words corrected, as it was looked for (note WORD_CORRECTED); or, where little was found, with likelier words, which were not looked for (notes WORD_RARE, or WORD_UNKNOWN of a word in a phrase).',
  })
  correctedQuery: string | null;

  @Field(() => [SearchEngineName], {
    description:
      'What took part: the database always, another engine when it answered in time. Where the database found plenty by itself, it waits two thirds of the time.',
  })
  engines: SearchEngineName[];

  @Field(() => DateTimeScalar, {
    description: 'Every change committed before this is in the answer, long texts included.',
  })
  freshAsOf: Date;
}
