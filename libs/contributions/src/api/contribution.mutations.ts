import { Inject } from '@nestjs/common';
import { Args, Context, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { Payload, Refusal, uuidOf } from '#libs/platform';
import { CreateContribution } from '../commands/create-contribution.js';
import { DeclineContribution } from '../commands/decline-contribution.js';
import type { ChangeOf } from '../commands/open-for-change.js';
import { PublishContribution } from '../commands/publish-contribution.js';
import { RequestChanges } from '../commands/request-changes.js';
import { ReviseContribution } from '../commands/revise-contribution.js';
import { StartReview } from '../commands/start-review.js';
import { SubmitContribution } from '../commands/submit-contribution.js';
import { WithdrawContribution } from '../commands/withdraw-contribution.js';
import { Contributions } from '../queries/contributions.js';
import { chosenKind, toContentInput } from './content-input.js';
import {
  ContributionTransitionInput,
  CreateContributionInput,
  ReviseContributionInput,
} from './contribution.inputs.js';
import { contributionLoader } from './contribution.loader.js';
import { ContributionType } from './contribution.type.js';

@ObjectType({ description: 'The contribution as it is now.' })
export class ContributionPayload extends Payload {
  @Field(() => ContributionType, {
    nullable: true,
    description: 'The contribution after the change; null on failure, or when the caller may no longer read it.',
  })
  contribution: ContributionType | null;
}

/** Read by the injector: each command stands for one mutation. */
@Resolver()
export class ContributionCommandsResolver {
  constructor(
    @Inject(CreateContribution) private readonly create: CreateContribution,
    @Inject(ReviseContribution) private readonly revise: ReviseContribution,
    @Inject(Contributions) private readonly contributions: Contributions,
  ) {}

  @Access('CONTRIBUTOR')
  @Mutation(() => ContributionPayload, { description: 'Starts a contribution as a draft that only you can read.' })
  async createContribution(
    @Args('input') input: CreateContributionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    const { kind, fields, name } = chosenKind(input.contribution);
    const id = await under(['contribution', name], () =>
      this.create.execute(context.actor, { kind, content: toContentInput(fields) }),
    );
    return payload(context, this.contributions, id);
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => ContributionPayload, {
    description:
      'Changes fields of a contribution. Of a published one it starts or changes the pending next revision; the published one stays until that is published.',
  })
  async reviseContribution(
    @Args('input') input: ReviseContributionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    const id = uuidOf('Contribution', input.id, ['id']);
    await this.revise.execute(context.actor, { id, version: input.version, note: input.note }, toContentInput(input));
    return payload(context, this.contributions, id);
  }
}

@Resolver()
export class ContributionStepsResolver {
  constructor(
    @Inject(SubmitContribution) private readonly submit: SubmitContribution,
    @Inject(StartReview) private readonly review: StartReview,
    @Inject(RequestChanges) private readonly changes: RequestChanges,
    @Inject(PublishContribution) private readonly publish: PublishContribution,
    @Inject(DeclineContribution) private readonly decline: DeclineContribution,
    @Inject(WithdrawContribution) private readonly withdraw: WithdrawContribution,
    @Inject(Contributions) private readonly contributions: Contributions,
  ) {}

  @Access('CONTRIBUTOR')
  @Mutation(() => ContributionPayload, {
    description: 'Hands a draft (or the pending next revision) in. The first time it gets its reference.',
  })
  submitContribution(
    @Args('input') input: ContributionTransitionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    return this.step(this.submit, input, context);
  }

  @Access('ANALYST')
  @Mutation(() => ContributionPayload, { description: 'Takes what was submitted into review.' })
  startReview(
    @Args('input') input: ContributionTransitionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    return this.step(this.review, input, context);
  }

  @Access('ANALYST')
  @Mutation(() => ContributionPayload, {
    description: 'Sends what is in review back to its author; a note is required.',
  })
  requestChanges(
    @Args('input') input: ContributionTransitionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    return this.step(this.changes, input, context);
  }

  @Access('ANALYST')
  @Mutation(() => ContributionPayload, { description: 'Publishes what is in review.' })
  publishContribution(
    @Args('input') input: ContributionTransitionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    return this.step(this.publish, input, context);
  }

  @Access('ANALYST')
  @Mutation(() => ContributionPayload, { description: 'Declines what is in review; a note is required.' })
  declineContribution(
    @Args('input') input: ContributionTransitionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    return this.step(this.decline, input, context);
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => ContributionPayload, {
    description:
      'Takes a contribution back: its submitter before publication, an analyst always; a note is required. A tombstone with the reason stays.',
  })
  withdrawContribution(
    @Args('input') input: ContributionTransitionInput,
    @Context() context: RequestContext,
  ): Promise<ContributionPayload> {
    return this.step(this.withdraw, input, context);
  }

  private async step(
    command: { execute(actor: RequestContext['actor'], change: ChangeOf): Promise<void> },
    input: ContributionTransitionInput,
    context: RequestContext,
  ): Promise<ContributionPayload> {
    const id = uuidOf('Contribution', input.id, ['id']);
    await command.execute(context.actor, { id, version: input.version, note: input.note });
    return payload(context, this.contributions, id);
  }
}

async function payload(
  context: RequestContext,
  contributions: Contributions,
  id: string,
): Promise<ContributionPayload> {
  context.loaders.clear();
  return { contribution: await contributionLoader(context, contributions).load(id), errors: [] };
}

/** Puts the path of a nested input before the paths of its faults. */
async function under<Result>(prefix: string[], work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      error.faults.map((fault) => (fault.path ? { ...fault, path: [...prefix, ...fault.path] } : fault)),
    );
  }
}
