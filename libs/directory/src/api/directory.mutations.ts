import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, MaxLength, ValidateNested } from 'class-validator';
import { Access, type RequestContext } from '#libs/identity';
import { DateTimeScalar, PartialDateScalar, Payload, uuidOf } from '#libs/platform';
import { ChangeOrganisation } from '../commands/change-organisation.js';
import { type EventInput, SaveEvent } from '../commands/save-event.js';
import { Events } from '../queries/events.js';
import { Organisations } from '../queries/organisations.js';
import { EventType, toEventType } from './event.type.js';
import { CreateOrganisationInput, OrganisationPayload, toOrganisationType } from './organisation.type.js';

@InputType({ description: 'An organisation in the version that was seen, and what is known of it now.' })
export class ChangeOrganisationInput extends CreateOrganisationInput {
  @Field(() => ID, { description: 'The organisation.' })
  id: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@InputType({ description: 'What an event asks for, and until when.' })
export class CallInput {
  @Field({ description: 'The call itself, 1 to 5,000 characters.' })
  @Length(1, 5_000)
  text: string;

  @Field(() => DateTimeScalar, { description: 'From when input is taken.' })
  opensAt: Date;

  @Field(() => DateTimeScalar, { description: 'Until when input is taken.' })
  closesAt: Date;

  @Field(() => [String], { description: 'Questions that input should answer; at most 50 of 1,000 characters.' })
  @ArrayMaxSize(50)
  @MaxLength(1_000, { each: true })
  questions: string[];
}

@InputType({ description: 'An event, and its call for input.' })
export class SaveEventInput {
  @Field({ description: 'Short name for addresses, e.g. rt-2017-06; stays the same for ever.' })
  @Length(1, 60)
  slug: string;

  @Field({ description: 'What sort of occasion it is: ROUNDTABLE, INDUSTRY_WORKSHOP, MILESTONE.' })
  @Length(1, 60)
  kind: string;

  @Field({ description: 'Title, 1 to 300 characters.' })
  @Length(1, 300)
  title: string;

  @Field(() => String, { nullable: true, description: 'What it is about, in words.' })
  @IsOptional()
  @MaxLength(2_000)
  subject?: string | null;

  @Field(() => PartialDateScalar, { description: 'Its first day, as far as known.' })
  startsOn: string;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Its last day; absent when it is the first.' })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is held.' })
  @IsOptional()
  @MaxLength(300)
  place?: string | null;

  @Field(() => [String], { description: 'Codes of themes it is about; its call asks for input on them.' })
  @ArrayMaxSize(50)
  @MaxLength(60, { each: true })
  themes: string[];

  @Field(() => CallInput, { nullable: true, description: 'Its call; absent when it asks for nothing.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CallInput)
  call?: CallInput | null;
}

@InputType({ description: 'An event in the version that was seen, and what is said of it now.' })
export class ChangeEventInput extends SaveEventInput {
  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@ObjectType({ description: 'The event as it is now.' })
export class EventPayload extends Payload {
  @Field(() => EventType, { nullable: true, description: 'The event; null on failure.' })
  event: EventType | null;
}

/** What administrators change in the directory. */
@Resolver()
export class DirectoryMutationsResolver {
  constructor(
    @Inject(ChangeOrganisation) private readonly organisation: ChangeOrganisation,
    @Inject(SaveEvent) private readonly save: SaveEvent,
    @Inject(Organisations) private readonly organisations: Organisations,
    @Inject(Events) private readonly events: Events,
  ) {}

  @Access('ADMINISTRATOR')
  @Mutation(() => OrganisationPayload, { description: 'Changes what is known of an organisation.' })
  async changeOrganisation(
    @Args('input') input: ChangeOrganisationInput,
    @Context() context: RequestContext,
  ): Promise<OrganisationPayload> {
    const id = uuidOf('Organisation', input.id, ['id']);
    await this.organisation.execute(context.actor, { ...input, id });
    context.loaders.clear();
    const [row] = await this.organisations.byIds([id]);
    return { organisation: row ? toOrganisationType(row) : null, errors: [] };
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => EventPayload, { description: 'Adds an event, with its call for input.' })
  async createEvent(@Args('input') input: SaveEventInput, @Context() context: RequestContext): Promise<EventPayload> {
    await this.save.create(context.actor, whole(input));
    return this.payload(input.slug, context);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => EventPayload, { description: 'Changes an event and its call for input.' })
  async changeEvent(@Args('input') input: ChangeEventInput, @Context() context: RequestContext): Promise<EventPayload> {
    await this.save.change(context.actor, { ...whole(input), version: input.version });
    return this.payload(input.slug, context);
  }

  private async payload(slug: string, context: RequestContext): Promise<EventPayload> {
    context.loaders.clear();
    const row = await this.events.bySlug(slug);
    return { event: row ? toEventType(row) : null, errors: [] };
  }
}

const whole = (input: SaveEventInput): EventInput => ({
  ...input,
  subject: input.subject ?? null,
  endsOn: input.endsOn ?? null,
  place: input.place ?? null,
  call: input.call ?? null,
});
