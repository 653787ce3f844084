import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Confidence, makeSource, SourceType } from '#libs/catalogue';
import { connectionType, DateTimeScalar, globalId, Node, PartialDateScalar } from '#libs/platform';
import type { CallRow, EventRow } from '../queries/events.js';

@ObjectType('Event', {
  description: 'A roundtable or other occasion, with its call for input.',
  implements: () => [Node],
})
export class EventType extends Node {
  @Field({ description: 'Short name for addresses, e.g. rt-2017-06; stays the same for ever.' })
  slug: string;

  @Field({ description: 'What sort of occasion it is: ROUNDTABLE, INDUSTRY_WORKSHOP, MILESTONE.' })
  kind: string;

  @Field(() => Int, { nullable: true, description: 'Its number in its series, where known.' })
  ordinal: number | null;

  @Field(() => [String], { description: 'Its title; then other titles it is known by.' })
  titles: string[];

  @Field(() => String, { nullable: true, description: 'What it was about, in words.' })
  subject: string | null;

  @Field(() => PartialDateScalar, { description: 'Its first day, as far as known.' })
  startsOn: string;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Its last day; null when it is the first.' })
  endsOn: string | null;

  @Field(() => String, { nullable: true, description: 'Where it was held.' })
  place: string | null;

  @Field(() => [String], { description: 'What is known of it.' })
  facts: string[];

  @Field(() => SourceType, { nullable: true, description: 'Where it is known from.' })
  source: SourceType | null;

  @Field(() => Confidence, { description: 'How sure the facts of this record are.' })
  confidence: Confidence;

  @Field(() => Int, { description: 'For optimistic locking: send it back with changeEvent.' })
  version: number;

  uuid: string;
}

export const EventConnection = connectionType('Event', () => EventType);

@ObjectType('Call', { description: 'What an event asks for, and until when.' })
export class CallType {
  @Field({ description: 'The call itself.' })
  text: string;

  @Field(() => DateTimeScalar, { description: 'From when input is taken.' })
  opensAt: Date;

  @Field(() => DateTimeScalar, { description: 'Until when input is taken.' })
  closesAt: Date;

  @Field(() => [String], { description: 'Questions that input should answer.' })
  questions: string[];

  eventUuid: string;
}

export function toEventType(row: EventRow): EventType {
  const { sourceDocument: document, attestation } = row;
  return Object.assign(new EventType(), {
    id: globalId('Event', row.id),
    slug: row.slug,
    kind: row.kind,
    ordinal: row.ordinal,
    titles: row.titles,
    subject: row.subject,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    place: row.place,
    facts: row.facts,
    source: document && attestation && makeSource({ document, attestation, urls: row.sourceUrls, note: row.note }),
    confidence: row.confidence,
    version: row.version,
    uuid: row.id,
  });
}

export function toCallType(row: CallRow): CallType {
  return Object.assign(new CallType(), {
    text: row.text,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    questions: row.questions,
    eventUuid: row.eventId,
  });
}
