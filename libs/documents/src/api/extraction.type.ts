import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '#libs/platform';

export enum ExtractionState {
  PENDING = 'PENDING',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
}
registerEnumType(ExtractionState, {
  name: 'ExtractionState',
  description: 'How far the reading of a file is.',
  valuesMap: {
    PENDING: { description: 'It waits to be read.' },
    RUNNING: { description: 'It is being read.' },
    DONE: { description: 'It was read; its passages can be found and quoted.' },
    FAILED: { description: 'It could not be read; failure says why.' },
  },
});

@ObjectType('Extraction', { description: 'The reading of a file: how far it is, and what came of it.' })
export class ExtractionType {
  @Field(() => ExtractionState, { description: 'How far it is.' })
  state: ExtractionState;

  @Field(() => Int, { nullable: true, description: 'Pages or slides that the file has; null where it has none.' })
  pageCount: number | null;

  @Field(() => Int, { description: 'Pages read so far.' })
  pagesRead: number;

  @Field(() => String, { nullable: true, description: 'The language most of it is in (BCP 47).' })
  language: string | null;

  @Field(() => [String], {
    description: 'What a reader must know of the text, in sentences: pages left out or without text.',
  })
  notes: string[];

  @Field(() => [Int], {
    description:
      'Pages that are images, whose text was recognised in them (OCR): letters may be wrong. Other pages have text of their own.',
  })
  recognisedPages: number[];

  @Field(() => Boolean, {
    description: 'Its pages without a text layer wait to be recognised (OCR), or are being so; state says which.',
  })
  forRecognition: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why it could not be read, or why the last try failed, in words.',
  })
  failure: string | null;

  @Field(() => Int, { description: 'Tries that failed or are under way.' })
  attempts: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last read, or given up.' })
  finishedAt: Date | null;
}
