import { type Area, ErrorCode } from '#libs/platform';
import { Account } from './entities/account.entity.js';
import { ApiToken } from './entities/api-token.entity.js';
import { Accounts1764000000200 } from './migrations/1764000000200-accounts.js';

export const identityArea: Area = {
  name: 'identity',
  entities: [Account, ApiToken],
  migrations: [Accounts1764000000200],
  constraints: {
    uq_account_email: {
      code: ErrorCode.DUPLICATE,
      message: 'There is an account with this e-mail address already.',
      path: ['email'],
    },
  },
};
