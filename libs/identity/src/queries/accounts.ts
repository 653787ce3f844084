import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { Role } from '../policies/actor.js';

export interface AccountRow {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  organisationId: string | null;
  hasGivenPassword: boolean;
}

const COLUMNS = `id, email, name, roles, organisation_id as "organisationId", has_given_password as "hasGivenPassword"`;

/** Reads accounts; names of accounts are shown to those who see their decisions, e-mail addresses only to themselves. */
@Injectable()
export class Accounts {
  constructor(@Inject(Database) private readonly database: Database) {}

  byIds(ids: readonly string[]): Promise<AccountRow[]> {
    return this.database.query(`select ${COLUMNS} from account where id = any($1)`, [ids]);
  }

  async byEmail(email: string): Promise<AccountRow | undefined> {
    const rows = await this.database.query<AccountRow>(`select ${COLUMNS} from account where email = $1`, [
      email.trim().toLowerCase(),
    ]);
    return rows[0];
  }
}
