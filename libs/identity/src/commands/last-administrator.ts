import { ErrorCode, refuse, type Transaction } from '#libs/platform';
import { Role } from '../policies/actor.js';

/** All administrators first and in one order: two who shut each other at the same moment would both be gone. */
export async function holdAdministrators(transaction: Transaction): Promise<void> {
  await transaction.query(`select id from account where 'ADMINISTRATOR' = any(roles) order by id for update`);
}

/** Refuses what would leave nobody to manage accounts; administrators are held. */
export async function keepOneAdministrator(
  transaction: Transaction,
  account: { id: string; roles: readonly string[]; disabled: boolean },
): Promise<void> {
  if (account.disabled || !account.roles.includes(Role.ADMINISTRATOR)) return;
  const [other] = await transaction.query(
    `select 1 from account where 'ADMINISTRATOR' = any(roles) and disabled_at is null and id <> $1 limit 1`,
    [account.id],
  );
  if (!other)
    throw refuse(ErrorCode.WRONG_STATE, 'This is the last administrator. Make another account an administrator first.');
}
