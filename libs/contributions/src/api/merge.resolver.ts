import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { MaxLength } from 'class-validator';
import { OrganisationPayload, Organisations, OrganisationType, organisationLoader } from '#libs/directory';
import { Access, type RequestContext } from '#libs/identity';
import { Database, ErrorCode, refuse, uuidOf } from '#libs/platform';
import { MergeOrganisations } from '../commands/merge-organisations.js';
import { type MergeSide, previewMerge } from '../queries/merge-preview.js';

@ObjectType('MergeSide', { description: 'What one of two organisations brings to a merge; drafts are not counted.' })
export class MergeSideType {
  @Field(() => OrganisationType, { description: 'The organisation.' })
  organisation: OrganisationType;

  @Field(() => Int, { description: 'Accounts that speak for it and are not shut.' })
  accounts: number;

  @Field(() => Int, { description: 'People who belong to it.' })
  people: number;

  @Field(() => Int, { description: 'Contributions that its accounts handed in.' })
  handedIn: number;

  @Field(() => Int, {
    description: 'Of these, how many are for agencies only: the accounts of the other will read them, once published.',
  })
  agencyPapers: number;

  @Field(() => Int, { description: 'Contributions that name it as who speaks.' })
  namedIn: number;
}

@ObjectType('OrganisationMerge', { description: 'What a merge of two organisations would change.' })
export class OrganisationMergeType {
  @Field(() => MergeSideType, { description: 'The one that goes.' })
  from: MergeSideType;

  @Field(() => MergeSideType, { description: 'The one that stays.' })
  into: MergeSideType;

  @Field({ description: 'Both have an identifier of one register, and not the same: they may be two bodies.' })
  identifiersDiffer: boolean;

  @Field({ description: 'Send it with mergeOrganisations: what was seen is done, or nothing.' })
  seen: string;
}

@InputType({ description: 'Two records of one body.' })
export class MergeOrganisationsInput {
  @Field(() => ID, { description: 'The one that goes.' })
  from: string;

  @Field(() => ID, { description: 'The one that stays.' })
  into: string;

  @Field({ description: '`seen` of organisationMerge.' })
  @MaxLength(100)
  seen: string;
}

@Resolver()
export class MergeResolver {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Organisations) private readonly organisations: Organisations,
    @Inject(MergeOrganisations) private readonly merge: MergeOrganisations,
  ) {}

  @Access('ADMINISTRATOR')
  @Query(() => OrganisationMergeType, {
    description: 'What a merge of two organisations would change. Refused when one is not there, or both are the same.',
  })
  async organisationMerge(
    @Args('from', { type: () => ID, description: 'The one that goes.' }) from: string,
    @Args('into', { type: () => ID, description: 'The one that stays.' }) into: string,
    @Context() context: RequestContext,
  ): Promise<OrganisationMergeType> {
    const loader = organisationLoader(context, this.organisations);
    const [one, other] = await Promise.all([
      loader.load(uuidOf('Organisation', from, ['from'])),
      loader.load(uuidOf('Organisation', into, ['into'])),
    ]);
    if (one && one.uuid === other?.uuid)
      throw refuse(ErrorCode.INVALID, 'These are one organisation already; name another.', ['into']);
    const preview = one && other && (await previewMerge(this.database, context.actor, one.uuid, other.uuid));
    if (!preview) throw refuse(ErrorCode.NOT_FOUND, 'There is no such organisation.', [one ? 'into' : 'from']);
    const side = (organisation: OrganisationType, counts: MergeSide) =>
      Object.assign(new MergeSideType(), counts, { organisation });
    return { ...preview, from: side(one, preview.from), into: side(other, preview.into) };
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => OrganisationPayload, {
    description:
      'Makes two records of one body one: everything that points to `from` points to `into` afterwards, its id and names lead there, and ' +
      'accounts of either read what the other handed in for agencies. Ask organisationMerge before. It is not undone.',
  })
  async mergeOrganisations(
    @Args('input') input: MergeOrganisationsInput,
    @Context() context: RequestContext,
  ): Promise<OrganisationPayload> {
    const intoId = uuidOf('Organisation', input.into, ['into']);
    const fromId = uuidOf('Organisation', input.from, ['from']);
    await this.merge.execute(context.actor, { fromId, intoId, seen: input.seen });
    context.loaders.clear();
    const organisation = await organisationLoader(context, this.organisations).load(intoId);
    return { organisation, errors: [] };
  }
}
