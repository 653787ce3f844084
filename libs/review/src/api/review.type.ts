import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ContributionKind, ContributionStatus, ContributionType } from '#libs/contributions';
import { connectionType, DateTimeScalar, ForwardPageArgs, Payload } from '#libs/platform';
import { ReviewHands, ReviewOrder } from '../queries/review-queue.js';

const TEXT_MAX = 3_000;

registerEnumType(ReviewHands, {
  name: 'ReviewHands',
  description: 'Who has a contribution under review in hand.',
  valuesMap: {
    MINE: { description: 'You.' },
    NOBODYS: { description: 'Nobody.' },
    OTHERS: { description: 'Another analyst.' },
  },
});
registerEnumType(ReviewOrder, {
  name: 'ReviewOrder',
  description: 'Order of the review queue.',
  valuesMap: {
    LONGEST: { description: 'What has waited longest first. The default.' },
    SHORTEST: { description: 'The reverse.' },
  },
});

@ObjectType('Reviewer', { description: 'Somebody who judges contributions, for other analysts.' })
export class ReviewerType {
  @Field(() => ID, { description: 'Global id of the account.' })
  id: string;

  @Field({ description: 'Name.' })
  name: string;
}

@ObjectType('ReviewItem', { description: 'Something that waits to be judged.' })
export class ReviewItemType {
  @Field(() => ContributionStatus, { description: 'Where it stands; of a published contribution, its next revision.' })
  status: ContributionStatus;

  @Field({ description: 'Title of what is to be judged.' })
  title: string;

  @Field(() => Int, { description: 'Number of the revision to be judged.' })
  revisionNumber: number;

  @Field({ description: 'It is the next revision of a published contribution.' })
  isRevision: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was last handed in.' })
  waitingSince: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when somebody has it in hand.' })
  assignedAt: Date | null;

  contributionId: string;
  assigneeId: string | null;
}

export const ReviewItemConnection = connectionType('ReviewItem', () => ReviewItemType);

@ObjectType('ReviewCounts', { description: 'How much there is to judge, of what you may read.' })
export class ReviewCountsType {
  @Field(() => Int, { description: 'Handed in, and not begun.' })
  submitted: number;

  @Field(() => Int, { description: 'In review.' })
  inReview: number;

  @Field(() => Int, { description: 'With their authors.' })
  changesRequested: number;

  @Field(() => Int, { description: 'In your hands, without those with their authors.' })
  mine: number;

  @Field(() => Int, { description: 'In nobody’s hands, without those with their authors.' })
  nobodys: number;

  @Field(() => Int, { description: 'Waiting for more than fourteen days, without those with their authors.' })
  olderThanTwoWeeks: number;

  @Field(() => Int, { description: 'Links to look at again, because an end has a newer text or evidence is lost.' })
  suspectLinks: number;
}

@ObjectType('ReviewComment', { description: 'What an analyst asks to have changed.' })
export class ReviewCommentType {
  @Field(() => ID, { description: 'Opaque id.' })
  id: string;

  @Field({ description: 'What should be changed, and why.' })
  text: string;

  @Field(() => String, { nullable: true, description: 'The words of the passage that are meant.' })
  quote: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was noted.' })
  madeAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was sent with a request for changes; null: only analysts read it.',
  })
  sentAt: Date | null;

  passageId: string | null;
  madeBy: string;
}

@InputType({ description: 'Narrows the review queue; an absent or empty field means any.' })
export class ReviewFilter {
  @Field(() => [ContributionStatus], { nullable: true, description: 'SUBMITTED, IN_REVIEW, CHANGES_REQUESTED.' })
  @IsOptional()
  @ArrayMaxSize(10)
  statuses?: ContributionStatus[] | null;

  @Field(() => [ContributionKind], { nullable: true, description: 'Kinds.' })
  @IsOptional()
  @ArrayMaxSize(10)
  kinds?: ContributionKind[] | null;

  @Field(() => ReviewHands, { nullable: true, description: 'Who has it in hand.' })
  @IsOptional()
  hands?: ReviewHands | null;

  @Field(() => Int, { nullable: true, description: 'Waiting for more than so many days.' })
  @IsOptional()
  @Min(1)
  @Max(36_500)
  olderThanDays?: number | null;
}

@ArgsType()
export class ReviewQueueArgs extends ForwardPageArgs {
  @Field(() => ReviewFilter, { nullable: true, description: 'Narrows the queue.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReviewFilter)
  filter?: ReviewFilter | null;

  @Field(() => ReviewOrder, { nullable: true, description: 'LONGEST when absent.' })
  @IsOptional()
  orderBy?: ReviewOrder | null;
}

@InputType({ description: 'Who takes a contribution in hand.' })
export class AssignReviewInput {
  @Field(() => ID, { description: 'The contribution.' })
  contribution: string;

  @Field(() => ID, { nullable: true, description: 'The account of the analyst; absent gives it back to all.' })
  @IsOptional()
  analyst?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Who had it when you looked; absent: nobody. When it is somebody else by now, nothing is changed.',
  })
  @IsOptional()
  insteadOf?: string | null;
}

@InputType({ description: 'A comment on what is under review.' })
export class AddReviewCommentInput {
  @Field(() => ID, { description: 'The contribution.' })
  contribution: string;

  @Field(() => ID, { nullable: true, description: 'The passage it is about; absent: the whole.' })
  @IsOptional()
  passage?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The words of the passage that are meant, at most 2,000 characters.',
  })
  @IsOptional()
  @MaxLength(2_000)
  quote?: string | null;

  @Field({ description: `What should be changed, and why; 1 to ${TEXT_MAX} characters.` })
  @Length(1, TEXT_MAX)
  text: string;
}

@InputType({ description: 'A comment that was not sent yet.' })
export class RemoveReviewCommentInput {
  @Field(() => ID, { description: 'The comment.' })
  id: string;
}

@ObjectType({ description: 'The contribution under review.' })
export class ReviewPayload extends Payload {
  @Field(() => ContributionType, { nullable: true, description: 'The contribution; null on failure.' })
  contribution: ContributionType | null;
}
