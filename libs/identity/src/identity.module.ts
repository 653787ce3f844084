import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { NodeRegistry } from '#libs/platform';
import { AccessGuard } from './api/access.guard.js';
import { AccessInterceptor } from './api/access.interceptor.js';
import { AccountResolver } from './api/account.resolver.js';
import { toAccountType } from './api/account.type.js';
import { ManagedAccountResolver } from './api/managed-account.resolver.js';
import { OwnAccessResolver } from './api/own-access.resolver.js';
import type { RequestContext } from './api/request-context.js';
import { BeginSession } from './commands/begin-session.js';
import { ChangePassword } from './commands/change-password.js';
import { EndOwnAccess } from './commands/end-own-access.js';
import { EndSession } from './commands/end-session.js';
import { MakeToken } from './commands/make-token.js';
import { ManageAccount } from './commands/manage-account.js';
import { SaveAccount } from './commands/save-account.js';
import { SignIn } from './commands/sign-in.js';
import { Accounts } from './queries/accounts.js';
import { Authenticate } from './queries/authenticate.js';
import { AuthenticateSession } from './queries/authenticate-session.js';
import { ManagedAccounts } from './queries/managed-accounts.js';
import { OwnAccess } from './queries/own-access.js';

@Module({
  providers: [
    Accounts,
    Authenticate,
    AuthenticateSession,
    BeginSession,
    ChangePassword,
    EndOwnAccess,
    EndSession,
    ManageAccount,
    ManagedAccounts,
    OwnAccess,
    MakeToken,
    SaveAccount,
    SignIn,
    AccountResolver,
    ManagedAccountResolver,
    OwnAccessResolver,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: AccessInterceptor },
  ],
  exports: [Accounts, Authenticate, AuthenticateSession, BeginSession, EndSession, MakeToken, SaveAccount],
})
export class IdentityModule {
  constructor(nodes: NodeRegistry, accounts: Accounts) {
    // An account is a node for its owner only.
    nodes.register('Account', async (uuids, { actor }: RequestContext) => {
      const own = uuids.filter((uuid) => uuid === actor.accountId);
      const rows = own.length > 0 ? await accounts.byIds(own) : [];
      return uuids.map((uuid) => rows.filter((row) => row.id === uuid).map(toAccountType)[0] ?? null);
    });
  }
}
