import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FindOrCreateOrganisation, OrganisationKind } from '#libs/directory';
import { Accounts, Role, SaveAccount, SYSTEM } from '#libs/identity';
import type { PlatformOptions } from '#libs/platform';
import { loadDemo } from './demo-content.js';

/** What the welcome shows of the demo accounts. */
export interface DemoAccounts {
  emails: string[];
  password: string;
  /** Where a made-up password is kept; undefined when DEMO_PASSWORD gave it. */
  kept: string | undefined;
}

const ACCOUNTS = [
  { email: 'expert@example.org', name: 'Edda Expert', roles: [Role.EXPERT], speaks: true },
  { email: 'analyst@example.org', name: 'Anselm Analyst', roles: [Role.ANALYST], speaks: false },
  { email: 'admin@example.org', name: 'Ada Admin', roles: [Role.ADMINISTRATOR], speaks: false },
];
const ORGANISATION = { name: 'Demo Border Systems (invented)', kind: OrganisationKind.INDUSTRY, country: null };

/** Makes the three demo accounts and loads the demo content; repeating it changes nothing but a changed DEMO_PASSWORD. */
export async function prepareDemo(options: PlatformOptions, say: (line: string) => void): Promise<DemoAccounts> {
  const { configuration, database } = options;
  const { password, kept, isNew } = await demoPassword(configuration.home, configuration.demoPassword);
  const accounts = new Accounts(database);
  const organisation = await database.transaction((transaction) =>
    new FindOrCreateOrganisation().execute(SYSTEM, ORGANISATION, transaction),
  );
  for (const { email, name, roles, speaks } of ACCOUNTS) {
    const known = await accounts.byEmail(email);
    if (known && !isNew) continue;
    await new SaveAccount(database).execute(SYSTEM, {
      email,
      name,
      roles,
      password,
      organisationId: speaks ? organisation.id : null,
    });
  }
  const expert = await accounts.byEmail('expert@example.org');
  if (expert)
    await loadDemo(
      options,
      { accountId: expert.id, roles: new Set(expert.roles), organisationId: expert.organisationId },
      say,
    );
  return { emails: ACCOUNTS.map((account) => account.email), password, kept };
}

/** DEMO_PASSWORD, else the one made up earlier, else a new one; the last one set is kept beside the data, readable by its owner. */
async function demoPassword(
  home: string,
  given: string | undefined,
): Promise<{ password: string; kept: string | undefined; isNew: boolean }> {
  const file = join(home, 'demo-password');
  const before = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  const password = given ?? before ?? randomBytes(9).toString('base64url');
  if (password !== before) {
    await mkdir(home, { recursive: true });
    await writeFile(file, `${password}\n`, { mode: 0o600 });
  }
  return { password, kept: given ? undefined : file, isNew: password !== before };
}
