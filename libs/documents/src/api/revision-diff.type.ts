import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { diffLimits } from '../diff/compare-revisions.js';

export enum RevisionChangeKind {
  UNCHANGED = 'UNCHANGED',
  CHANGED = 'CHANGED',
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
}

export enum RevisionPart {
  TITLE = 'TITLE',
  ABSTRACT = 'ABSTRACT',
  FIELD = 'FIELD',
  BODY = 'BODY',
}

export enum WordRunKind {
  EQUAL = 'EQUAL',
  INSERT = 'INSERT',
  DELETE = 'DELETE',
}

registerEnumType(RevisionChangeKind, {
  name: 'RevisionChangeKind',
  description: 'What became of a paragraph.',
  valuesMap: {
    UNCHANGED: { description: 'Paragraphs in a row that both say, folded into one.' },
    CHANGED: { description: 'Other words in the same place.' },
    ADDED: { description: 'Only the later one says it.' },
    REMOVED: { description: 'Only the earlier one says it.' },
  },
});
registerEnumType(RevisionPart, {
  name: 'RevisionPart',
  description: 'Which part of a revision a paragraph stands in.',
  valuesMap: {
    TITLE: { description: 'Its title.' },
    ABSTRACT: { description: 'Its abstract.' },
    FIELD: { description: 'A text of the kind’s own fields, such as asks or risks; named by the heading.' },
    BODY: { description: 'Its body.' },
  },
});
registerEnumType(WordRunKind, {
  name: 'WordRunKind',
  description: 'What became of words of a paragraph.',
  valuesMap: {
    EQUAL: { description: 'Both say them.' },
    INSERT: { description: 'Only the later one does.' },
    DELETE: { description: 'Only the earlier one did.' },
  },
});

@ObjectType('WordRun', { description: 'Words in a row that fared the same.' })
export class WordRunType {
  @Field(() => WordRunKind, { description: 'What became of them.' })
  kind: WordRunKind;

  @Field({ description: 'The words, with the spaces and signs between them.' })
  text: string;
}

@ObjectType('RevisionChange', { description: 'A paragraph that changed, or several in a row that did not.' })
export class RevisionChangeType {
  @Field(() => RevisionChangeKind, { description: 'What became of it.' })
  kind: RevisionChangeKind;

  @Field(() => RevisionPart, { description: 'The part it stands in.' })
  part: RevisionPart;

  @Field(() => String, { nullable: true, description: 'Heading it stands under, or the name of its field.' })
  heading: string | null;

  @Field(() => String, { nullable: true, description: 'The earlier words; null when unchanged or added.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'The later words; null when unchanged or removed.' })
  after: string | null;

  @Field(() => Int, { description: 'How many paragraphs it stands for; more than one only when unchanged.' })
  paragraphs: number;

  @Field({ description: 'The same paragraph was taken out in one place and put in at another.' })
  moved: boolean;

  @Field(() => [WordRunType], { description: 'Of a changed paragraph, its words one after the other; else empty.' })
  words: WordRunType[];
}

@ObjectType('RevisionDiff', {
  description: 'What changed between two revisions of a contribution, the earlier one first.',
})
export class RevisionDiffType {
  @Field(() => Int, { description: 'Number of the earlier revision.' })
  from: number;

  @Field(() => Int, { description: 'Number of the later revision.' })
  to: number;

  @Field(() => [RevisionChangeType], {
    description: `Title, abstract, own fields and body, in the order of the later one; at most ${diffLimits.changes}.`,
  })
  changes: RevisionChangeType[];

  @Field(() => Int, { description: 'How many paragraphs both say.' })
  unchanged: number;

  @Field(() => Int, { description: 'How many paragraphs have other words.' })
  changed: number;

  @Field(() => Int, { description: 'How many paragraphs are new.' })
  added: number;

  @Field(() => Int, { description: 'How many paragraphs are gone.' })
  removed: number;

  @Field({
    description: `False when more changed than is listed, or a part has more than ${diffLimits.paragraphs} paragraphs.`,
  })
  isComplete: boolean;
}
