import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isContributor } from '#libs/identity';
import { Database, ErrorCode, type Fault, Refusal, refuse, type Transaction } from '#libs/platform';
import { orcidOf } from '../policies/identifiers.js';
import { tidyName } from '../policies/names.js';
import { followMerges } from '../queries/follow-merges.js';
import { FindOrCreatePerson } from './find-or-create.js';

export interface PersonInput {
  name: string;
  /** UUID of an organisation. */
  affiliationId?: string | null;
  orcid?: string | null;
}

/** Names somebody who writes contributions: the person who is there already, or a new one. */
@Injectable()
export class NamePerson {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FindOrCreatePerson) private readonly findOrCreate: FindOrCreatePerson,
  ) {}

  /** Returns the UUID. Refuses NOT_ALLOWED to readers, INVALID for an empty name or a wrong ORCID iD, NOT_FOUND for the organisation. */
  execute(actor: Actor, input: PersonInput, joined?: Transaction): Promise<string> {
    if (!isContributor(actor))
      throw refuse(ErrorCode.NOT_ALLOWED, 'Only those who hand contributions in may name people.');
    const faults: Fault[] = [];
    if (tidyName(input.name) === '')
      faults.push({ code: ErrorCode.INVALID, message: 'A person needs a name.', path: ['name'] });
    if (input.orcid != null && !orcidOf(input.orcid)) {
      faults.push({
        code: ErrorCode.INVALID,
        message: 'This is no ORCID iD such as 0000-0002-1825-0097.',
        path: ['orcid'],
      });
    }
    if (faults.length > 0) throw new Refusal(faults);
    return this.database.transaction(async (transaction) => {
      if (input.affiliationId) {
        const [known] = await transaction.query('select 1 from organisation where id = $1', [input.affiliationId]);
        if (!known) throw refuse(ErrorCode.NOT_FOUND, 'There is no such organisation.', ['affiliation']);
      }
      // The person may be there already under the organisation that this one was merged into.
      const [affiliationId] = input.affiliationId ? await followMerges(transaction, [input.affiliationId]) : [];
      return (await this.findOrCreate.execute(actor, { ...input, affiliationId }, transaction)).id;
    }, joined);
  }
}
