import { type Area, ErrorCode } from '#libs/platform';
import { Account } from './entities/account.entity.js';
import { ApiToken } from './entities/api-token.entity.js';
import { Session } from './entities/session.entity.js';
import { Accounts1764000000200 } from './migrations/1764000000200-accounts.js';
import { Sessions1764000003000 } from './migrations/1764000003000-sessions.js';
import { AccountCare1764000003510 } from './migrations/1764000003510-account-care.js';

export const identityArea: Area = {
  name: 'identity',
  entities: [Account, ApiToken, Session],
  migrations: [Accounts1764000000200, Sessions1764000003000, AccountCare1764000003510],
  constraints: {
    uq_account_email: {
      code: ErrorCode.DUPLICATE,
      message: 'There is an account with this e-mail address already.',
      path: ['email'],
    },
  },
};
