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
  FILE = 'FILE',
}

export enum RevisionFact {
  LANGUAGE = 'LANGUAGE',
  AUDIENCE = 'AUDIENCE',
  EMBARGO_UNTIL = 'EMBARGO_UNTIL',
  EVENT = 'EVENT',
  ORGANISATIONS = 'ORGANISATIONS',
  AUTHORS = 'AUTHORS',
  THEMES = 'THEMES',
  SYSTEMS = 'SYSTEMS',
  MATURITY = 'MATURITY',
  ARCHITECTURE = 'ARCHITECTURE',
  COST_ESTIMATE = 'COST_ESTIMATE',
  DURATION_MONTHS = 'DURATION_MONTHS',
  DEPENDS_ON = 'DEPENDS_ON',
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
    FILE: { description: 'What was read from one of its files.' },
  },
});
registerEnumType(RevisionFact, {
  name: 'RevisionFact',
  description: 'What a revision says beside its text.',
  valuesMap: {
    LANGUAGE: { description: 'Its language, as a tag.' },
    AUDIENCE: { description: 'Who may read it.' },
    EMBARGO_UNTIL: { description: 'Until when it is not to be read, in UTC.' },
    EVENT: { description: 'First title of the event it answers.' },
    ORGANISATIONS: { description: 'Names of those who speak.' },
    AUTHORS: { description: 'Names of those who wrote it.' },
    THEMES: { description: 'Codes of its themes.' },
    SYSTEMS: { description: 'Codes of its information systems.' },
    MATURITY: { description: 'Technology readiness level.' },
    ARCHITECTURE: { description: 'Style of an option’s architecture.' },
    COST_ESTIMATE: { description: 'Lowest and highest cost, and the currency.' },
    DURATION_MONTHS: { description: 'Shortest and longest duration.' },
    DEPENDS_ON: { description: 'References of the options it builds on, as far as the caller may read them.' },
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

  @Field(() => String, { nullable: true, description: 'Of a file’s text: the name of the file.' })
  file: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a file’s text: the page, of what was removed in the earlier one.',
  })
  page: number | null;

  @Field(() => String, { nullable: true, description: 'The earlier words; null when unchanged or added.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'The later words; null when unchanged or removed.' })
  after: string | null;

  @Field(() => Int, {
    description:
      'How many paragraphs it stands for; more than one only when unchanged. Of files, sentences: pages break paragraphs anew.',
  })
  paragraphs: number;

  @Field({ description: 'The same paragraph was taken out in one place and put in at another.' })
  moved: boolean;

  @Field(() => [WordRunType], { description: 'Of a changed paragraph, its words one after the other; else empty.' })
  words: WordRunType[];
}

@ObjectType('RevisionFactChange', { description: 'Something beside the text that is no longer the same.' })
export class RevisionFactChangeType {
  @Field(() => RevisionFact, { description: 'What it is.' })
  name: RevisionFact;

  @Field(() => [String], { description: 'What the earlier one said; empty for nothing.' })
  before: string[];

  @Field(() => [String], { description: 'What the later one says; empty for nothing.' })
  after: string[];
}

@ObjectType('RevisionFileChange', { description: 'What became of a file.' })
export class RevisionFileChangeType {
  @Field(() => RevisionChangeKind, { description: 'UNCHANGED when its bytes are the same.' })
  kind: RevisionChangeKind;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The name it had before, when that was another.' })
  formerName: string | null;

  @Field({ description: 'False when its text is not known, because it is not read yet or could not be read.' })
  isCompared: boolean;
}

@ObjectType('RevisionDiff', {
  description: 'What changed between two revisions of a contribution, the earlier one first.',
})
export class RevisionDiffType {
  @Field(() => Int, { description: 'Number of the earlier revision.' })
  from: number;

  @Field(() => Int, { description: 'Number of the later revision.' })
  to: number;

  @Field(() => [RevisionFactChangeType], {
    description: 'What changed beside the text: tags, numbers, who may read it.',
  })
  facts: RevisionFactChangeType[];

  @Field(() => [RevisionFileChangeType], {
    description: 'All files of both, in the order of the later one; those that are gone stand last.',
  })
  files: RevisionFileChangeType[];

  @Field(() => [RevisionChangeType], {
    description: `Title, abstract, own fields, body and the text of files, in the order of the later one; at most ${diffLimits.changes}.`,
  })
  changes: RevisionChangeType[];

  @Field(() => Int, { description: 'How many paragraphs (of files, sentences) both say.' })
  unchanged: number;

  @Field(() => Int, { description: 'How many paragraphs have other words.' })
  changed: number;

  @Field(() => Int, { description: 'How many paragraphs are new.' })
  added: number;

  @Field(() => Int, { description: 'How many paragraphs are gone.' })
  removed: number;

  @Field({
    description: `False when more changed than is listed, or a part has more than ${diffLimits.paragraphs} paragraphs, or a file than ${diffLimits.passages} passages.`,
  })
  isComplete: boolean;
}
