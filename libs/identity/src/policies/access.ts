import { SetMetadata } from '@nestjs/common';
import { ErrorCode, type Refusal, refuse } from '#libs/platform';
import { type Actor, isAdministrator, isAnalyst, isContributor, isSignedIn } from './actor.js';

/** Who may call a root field at all; what it returns is narrowed by the reading gate. */
export type AccessRule = 'ANYONE' | 'SIGNED_IN' | 'CONTRIBUTOR' | 'ANALYST' | 'ADMINISTRATOR';

export const ACCESS_RULE = 'roundtable:access';

/** Declares who may call a root field. A field without a declaration is refused, and fails a test. */
export const Access = (rule: AccessRule) => SetMetadata(ACCESS_RULE, rule);

const RULES: Record<AccessRule, { allows: (actor: Actor) => boolean; who: string }> = {
  ANYONE: { allows: () => true, who: 'anyone' },
  SIGNED_IN: { allows: isSignedIn, who: 'signed-in people' },
  CONTRIBUTOR: { allows: isContributor, who: 'experts, analysts and administrators' },
  ANALYST: { allows: isAnalyst, who: 'analysts and administrators' },
  ADMINISTRATOR: { allows: isAdministrator, who: 'administrators' },
};

/** The refusal when an actor may not call a field with this rule; undefined when they may. */
export function accessRefusal(rule: AccessRule, actor: Actor): Refusal | undefined {
  if (RULES[rule].allows(actor)) return undefined;
  return isSignedIn(actor)
    ? refuse(ErrorCode.NOT_ALLOWED, `Only ${RULES[rule].who} may do this.`)
    : refuse(ErrorCode.NOT_SIGNED_IN, 'Sign in first: send the token of signIn as “Authorization: Bearer …”.');
}
