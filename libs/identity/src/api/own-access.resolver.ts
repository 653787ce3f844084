import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { globalId, uuidOf } from '#libs/platform';
import { ChangePassword } from '../commands/change-password.js';
import { EndOwnAccess } from '../commands/end-own-access.js';
import { MakeToken } from '../commands/make-token.js';
import { Access } from '../policies/access.js';
import type { Actor } from '../policies/actor.js';
import { OwnAccess } from '../queries/own-access.js';
import {
  ApiTokenType,
  ChangePasswordInput,
  DAYS_DEFAULT,
  EndSessionInput,
  EndTokenInput,
  MakeTokenInput,
  MakeTokenPayload,
  OwnAccessPayload,
  SessionType,
} from './own-access.type.js';
import { CurrentActor } from './request-context.js';

/** What somebody has open, and their own password. */
@Resolver()
export class OwnAccessResolver {
  constructor(
    @Inject(OwnAccess) private readonly access: OwnAccess,
    @Inject(MakeToken) private readonly makeTokenCommand: MakeToken,
    @Inject(EndOwnAccess) private readonly end: EndOwnAccess,
    @Inject(ChangePassword) private readonly password: ChangePassword,
  ) {}

  @Access('SIGNED_IN')
  @Query(() => [ApiTokenType], { description: 'Your tokens that still count, newest first; at most 200.' })
  async ownTokens(@CurrentActor() { accountId }: Actor): Promise<ApiTokenType[]> {
    const rows = accountId ? await this.access.tokens(accountId) : [];
    return rows.map((row) => Object.assign(new ApiTokenType(), { ...row, id: globalId('ApiToken', row.id) }));
  }

  @Access('SIGNED_IN')
  @Query(() => [SessionType], { description: 'The browsers you are signed in with, last used first; at most 200.' })
  async ownSessions(@CurrentActor() { accountId, sessionId }: Actor): Promise<SessionType[]> {
    const rows = accountId ? await this.access.sessions(accountId) : [];
    return rows.map((row) =>
      Object.assign(new SessionType(), { ...row, id: globalId('Session', row.id), current: row.id === sessionId }),
    );
  }

  @Access('SIGNED_IN')
  @Mutation(() => MakeTokenPayload, { description: 'Makes a token for a program. It may do what you may do.' })
  async makeToken(@Args('input') input: MakeTokenInput, @CurrentActor() actor: Actor): Promise<MakeTokenPayload> {
    const { token } = await this.makeTokenCommand.execute(actor, {
      accountId: actor.accountId ?? '',
      name: input.name.trim() || 'token',
      hours: (input.days ?? DAYS_DEFAULT) * 24,
    });
    return { token, tokens: await this.ownTokens(actor), errors: [] };
  }

  @Access('SIGNED_IN')
  @Mutation(() => OwnAccessPayload, { description: 'Ends a token of yours at once.' })
  async endToken(@Args('input') input: EndTokenInput, @CurrentActor() actor: Actor): Promise<OwnAccessPayload> {
    await this.end.token(actor, uuidOf('ApiToken', input.id, ['id']));
    return this.payload(actor);
  }

  @Access('SIGNED_IN')
  @Mutation(() => OwnAccessPayload, { description: 'Signs one of your browsers out, or all but the one that asks.' })
  async endSession(@Args('input') input: EndSessionInput, @CurrentActor() actor: Actor): Promise<OwnAccessPayload> {
    if (input.id) await this.end.session(actor, uuidOf('Session', input.id, ['id']));
    else await this.end.otherSessions(actor);
    return this.payload(actor);
  }

  @Access('SIGNED_IN')
  @Mutation(() => OwnAccessPayload, {
    description: 'Changes your password. Your other sessions end, and your tokens when you ask for it.',
  })
  async changePassword(
    @Args('input') input: ChangePasswordInput,
    @CurrentActor() actor: Actor,
  ): Promise<OwnAccessPayload> {
    await this.password.execute(actor, { ...input, endTokens: input.endTokens ?? false });
    return this.payload(actor);
  }

  private async payload(actor: Actor): Promise<OwnAccessPayload> {
    return { tokens: await this.ownTokens(actor), sessions: await this.ownSessions(actor), errors: [] };
  }
}
