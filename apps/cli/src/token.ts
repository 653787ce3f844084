import { Accounts, MakeToken, SYSTEM } from '#libs/identity';
import { tell, withContext } from './context.js';

export interface AddTokenOptions {
  email: string;
  name: string;
  hours: number;
}

/** Makes a bearer token for an account. Only the token goes to standard output, this once. */
export async function addToken({ email, name, hours }: AddTokenOptions): Promise<void> {
  const { token, expiresAt } = await withContext(async (context) => {
    const account = await context.get(Accounts).byEmail(email);
    if (!account) throw new Error(`There is no account with the address ${email}.`);
    return context.get(MakeToken).execute(SYSTEM, { accountId: account.id, name, hours });
  });
  tell(`A token for ${email}, until ${expiresAt.toISOString()}. It is not kept and not shown again:`);
  console.log(token);
}
