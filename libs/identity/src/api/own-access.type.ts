import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import { DateTimeScalar, Payload } from '#libs/platform';
import { PASSWORD_MAX } from '../policies/credentials.js';

const DAYS_MAX = 366;
export const DAYS_DEFAULT = 90;

@ObjectType('ApiToken', {
  description: 'A bearer token of yours, for a program. The token itself is shown once, when it is made.',
})
export class ApiTokenType {
  @Field(() => ID, { description: 'Opaque id.' })
  id: string;

  @Field({ description: 'What you called it; “sign-in” for those of signIn.' })
  name: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  expiresAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the hour; null when never.' })
  lastUsedAt: Date | null;
}

@ObjectType('Session', { description: 'A browser that you are signed in with.' })
export class SessionType {
  @Field(() => ID, { description: 'Opaque id.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When you signed in.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute.' })
  lastSeenAt: Date;

  @Field({ description: 'It is the one that asks.' })
  current: boolean;
}

@InputType({ description: 'A token for a program.' })
export class MakeTokenInput {
  @Field({ description: 'What you will know it by; 1 to 100 characters.' })
  @Length(1, 100)
  name: string;

  @Field(() => Int, {
    nullable: true,
    description: `After how many days it ends, 1 to ${DAYS_MAX}; ${DAYS_DEFAULT} when absent.`,
  })
  @IsOptional()
  @Min(1)
  @Max(DAYS_MAX)
  days?: number | null;
}

@InputType({ description: 'Sessions of yours.' })
export class EndSessionInput {
  @Field(() => ID, { nullable: true, description: 'The session; absent: all but the one that asks.' })
  @IsOptional()
  id?: string | null;
}

@InputType({ description: 'A token of yours.' })
export class EndTokenInput {
  @Field(() => ID, { description: 'Its id.' })
  id: string;
}

@InputType({ description: 'A new password for your own account.' })
export class ChangePasswordInput {
  @Field({ description: 'The password you have now.' })
  @MaxLength(PASSWORD_MAX)
  present: string;

  @Field({ description: 'The new one, at least 8 characters.' })
  @MaxLength(PASSWORD_MAX)
  next: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: your tokens end too. Your other sessions end in any case.',
  })
  @IsOptional()
  endTokens?: boolean | null;
}

@ObjectType({ description: 'A token, once.' })
export class MakeTokenPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The bearer token; shown only here. Null on failure.' })
  token: string | null;

  @Field(() => [ApiTokenType], { nullable: true, description: 'Your tokens as they are now; null on failure.' })
  tokens: ApiTokenType[] | null;
}

@ObjectType({ description: 'What you have open after the change.' })
export class OwnAccessPayload extends Payload {
  @Field(() => [ApiTokenType], { nullable: true, description: 'Your tokens; null on failure.' })
  tokens: ApiTokenType[] | null;

  @Field(() => [SessionType], { nullable: true, description: 'Your sessions; null on failure.' })
  sessions: SessionType[] | null;
}
