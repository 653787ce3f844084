import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

export interface PersonRow {
  id: string;
  name: string;
  affiliationId: string | null;
  orcid: string | null;
}

/** Reads people. */
@Injectable()
export class Persons {
  constructor(@Inject(Database) private readonly database: Database) {}

  byIds(ids: readonly string[]): Promise<PersonRow[]> {
    return this.database.query(
      'select id, name, affiliation_id as "affiliationId", orcid from person where id = any($1)',
      [ids],
    );
  }
}
