import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '#libs/platform';
import { BreakerState, SearchEngineName } from '../engine.js';
import { SearchEngineState } from '../operation/index-status.js';
import './search.enums.js';

registerEnumType(SearchEngineState, {
  name: 'SearchEngineState',
  description: 'How an engine does.',
  valuesMap: {
    READY: { description: 'It is kept up to date and can be asked.' },
    BUILDING: {
      description: 'It is filled for the first time, or again after it lost everything; PostgreSQL answers alone.',
    },
    REBUILDING: { description: 'It answers from its index while another one is built.' },
    FAILING: { description: 'It does not take changes at present; the worker tries again and again.' },
  },
});

registerEnumType(BreakerState, {
  name: 'BreakerState',
  description: 'Whether this api process asks an engine.',
  valuesMap: {
    CLOSED: { description: 'It is asked.' },
    OPEN: { description: 'It failed or was late so often that it is left in peace for some seconds.' },
    HALF_OPEN: { description: 'The next question tries whether it is back.' },
  },
});

@ObjectType('SearchEpoch', { description: 'One building of an engine’s indexes.' })
export class SearchEpochType {
  @Field(() => Int, { description: 'Its number; it is part of the names of the indexes.' })
  number: number;

  @Field({ description: 'BUILDING, LIVE (it is read), or OLD (kept for a day).' })
  state: string;

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is read.' })
  liveAt: Date | null;

  @Field(() => Int, { description: 'What has still to be sent to one that is being built.' })
  remaining: number;
}

@ObjectType('FailedIndexRow', { description: 'Something that could not be indexed.' })
export class FailedIndexRowType {
  @Field({
    description: 'HEAD or TEXT of a contribution, or the kind of thing whose change has to be spread to contributions.',
  })
  kind: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the contribution or thing; null when you may not read it.',
  })
  id: string | null;

  @Field(() => String, { nullable: true, description: 'Why; null when you may not read what it is about.' })
  error: string | null;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts: number;

  @Field({ description: 'It is not tried again before it changes or `roundtable index retry` is run.' })
  parked: boolean;
}

@ObjectType('SearchIndexCheck', { description: 'A comparison of an index with the tables.' })
export class SearchIndexCheckType {
  @Field(() => DateTimeScalar, { description: 'When it began.' })
  beganAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ended; null while it runs, or if it was cut off.',
  })
  endedAt: Date | null;

  @Field(() => Int, { description: 'In the tables and not in the index.' })
  missing: number;

  @Field(() => Int, { description: 'In the index and not in the tables.' })
  ghost: number;

  @Field(() => Int, { description: 'In both, and different.' })
  stale: number;
}

@ObjectType('SearchEngineStatus', { description: 'How an engine and its index do.' })
export class SearchEngineStatusType {
  @Field(() => SearchEngineName, { description: 'The engine.' })
  engine: SearchEngineName;

  @Field(() => SearchEngineState, { description: 'How it does.' })
  state: SearchEngineState;

  @Field(() => BreakerState, {
    nullable: true,
    description: 'Whether this api asks it; null for the database, which is always asked.',
  })
  breaker: BreakerState | null;

  @Field(() => Int, { description: 'Documents (texts, for the database) that can be found.' })
  documents: number;

  @Field(() => Int, { description: 'Rows that are behind the tables, without those that are parked.' })
  waiting: number;

  @Field(() => Int, { description: 'Of these, bulk that nobody waits for.' })
  waitingBulk: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the longest of them waits; null when none does.',
  })
  oldestWaiting: Date | null;

  @Field(() => Int, { description: 'Tasks that the engine took and has not answered for yet.' })
  unfinishedTasks: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How long the last edit took from the change until the engine could find it, in milliseconds.',
  })
  delayMs: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when the worker fails to bring it up to date.' })
  failingSince: Date | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  failure: string | null;

  @Field(() => Int, { description: 'Rows that could not be indexed.' })
  failedCount: number;

  @Field(() => [FailedIndexRowType], { description: 'Those rows, oldest first, at most 100.' })
  failed: FailedIndexRowType[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a comparison with the tables was asked for that is not done yet.',
  })
  checkAskedAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a rebuild was asked for that is not under way yet; once it is, rows wait or an epoch is built.',
  })
  rebuildAskedAt: Date | null;

  @Field(() => [SearchEpochType], {
    description: 'Buildings of its indexes, newest first; none for the database, whose rows are replaced in place.',
  })
  epochs: SearchEpochType[];

  @Field(() => SearchIndexCheckType, {
    nullable: true,
    description: 'The last comparison with the tables; one is made each night.',
  })
  lastCheck: SearchIndexCheckType | null;
}

@ObjectType('SearchIndexStatus', { description: 'How search is kept up to date.' })
export class SearchIndexStatusType {
  @Field(() => [SearchEngineStatusType], { description: 'The engines that are configured, the database first.' })
  engines: SearchEngineStatusType[];
}
