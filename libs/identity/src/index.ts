export { AccountType, ActorType, toAccountType } from './api/account.type.js';
export { ManagedAccountType } from './api/managed-account.type.js';
export { CurrentActor, type RequestContext } from './api/request-context.js';
export { identityArea } from './area.js';
export { BeginSession } from './commands/begin-session.js';
export { EndSession } from './commands/end-session.js';
export { MakeToken } from './commands/make-token.js';
export { ManageAccount } from './commands/manage-account.js';
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
export { SESSION_HOURS, SESSION_IDLE_MINUTES } from './policies/session-life.js';
export { type AccountRow, Accounts } from './queries/accounts.js';
export { Authenticate } from './queries/authenticate.js';
export { AuthenticateSession } from './queries/authenticate-session.js';
