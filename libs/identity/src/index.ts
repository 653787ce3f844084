export { AccountType, ActorType, toAccountType } from './api/account.type.js';
export { CurrentActor, type RequestContext } from './api/request-context.js';
export { identityArea } from './area.js';
export { MakeToken } from './commands/make-token.js';
export { SaveAccount } from './commands/save-account.js';
export { IdentityModule } from './identity.module.js';
export { ACCESS_RULE, Access, type AccessRule } from './policies/access.js';
export {
  type Actor,
  ANONYMOUS,
  isAdministrator,
  isAnalyst,
  isContributor,
  isSignedIn,
  Role,
  SYSTEM,
} from './policies/actor.js';
export { type AccountRow, Accounts } from './queries/accounts.js';
export { Authenticate } from './queries/authenticate.js';
