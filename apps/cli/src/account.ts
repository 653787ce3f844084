import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { tell, withContext } from './context.js';

export interface AddAccountOptions {
  email: string;
  name: string;
  role: Role[];
  passwordStdin: boolean;
}

/** Makes an account, or changes the one with this address. A password that was made up is printed this once. */
export async function addAccount({ email, name, role, passwordStdin }: AddAccountOptions): Promise<void> {
  const given = passwordStdin ? await readPassword() : undefined;
  const password = given ?? randomBytes(12).toString('base64url');
  const { created } = await withContext((context) =>
    context.get(SaveAccount).execute(SYSTEM, { email, name, roles: [...new Set(role)], password }),
  );
  console.log(
    `${created ? 'Made' : 'Changed'} the account ${email.trim().toLowerCase()} (${role.join(', ') || 'READER'}).`,
  );
  if (given === undefined) console.log(`Its password, shown only now: ${password}`);
}

/** The first line of standard input. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) tell('Type the password, then Enter and Ctrl-D:');
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/);
  return line;
}

/** Lists accounts, one a line, the fields parted by tabs. */
export async function listAccounts(): Promise<void> {
  const rows = await withContext((context) =>
    context
      .get(Database)
      .query<{ email: string; name: string; roles: Role[]; disabled: boolean }>(
        'select email, name, roles, disabled_at is not null as disabled from account order by email',
      ),
  );
  if (rows.length === 0)
    return tell(
      'There are no accounts. Make one with: npx roundtable account add --email … --name … --role ADMINISTRATOR',
    );
  for (const { email, name, roles, disabled } of rows) {
    console.log([email, name, roles.join(',') || 'READER', ...(disabled ? ['disabled'] : [])].join('\t'));
  }
}
