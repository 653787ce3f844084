import { Inject, Injectable } from '@nestjs/common';
import { FindOrCreateOrganisation, FindOrCreatePerson, nameKey, OrganisationKind } from '#libs/directory';
import type { Actor } from '#libs/identity';
import type { Transaction } from '#libs/platform';
import type { ImportItem } from '../import/import-item.js';

/** Ids of organisations and persons by what tells them apart, of those whose transaction has committed. */
export type KnownParties = Map<string, string>;

/** Finds or adds the organisations and authors of an imported contribution. */
@Injectable()
export class ImportParties {
  constructor(
    @Inject(FindOrCreateOrganisation) private readonly organisations: FindOrCreateOrganisation,
    @Inject(FindOrCreatePerson) private readonly persons: FindOrCreatePerson,
  ) {}

  /** `found`: what this transaction found or added, to be remembered once it has committed. */
  async execute(
    actor: Actor,
    item: ImportItem,
    known: KnownParties,
    transaction: Transaction,
  ): Promise<{ organisationIds: string[]; authorIds: string[]; found: KnownParties }> {
    const found: KnownParties = new Map();
    const once = async (key: string, find: () => Promise<{ id: string }>) => {
      const id = known.get(key) ?? found.get(key) ?? (await find()).id;
      found.set(key, id);
      return id;
    };
    const organisation = (input: Parameters<FindOrCreateOrganisation['execute']>[1]) =>
      once(`organisation ${nameKey(input.name)}`, () => this.organisations.execute(actor, input, transaction));
    const organisationIds: string[] = [];
    for (const input of item.organisations) organisationIds.push(await organisation(input));
    const authorIds: string[] = [];
    for (const { name, affiliation, orcid } of item.authors) {
      const affiliationId =
        affiliation === null ? null : await organisation({ name: affiliation, kind: OrganisationKind.OTHER });
      const key = `person ${orcid ?? ''} ${affiliationId ?? ''} ${nameKey(name)}`;
      authorIds.push(await once(key, () => this.persons.execute(actor, { name, affiliationId, orcid }, transaction)));
    }
    return { organisationIds, authorIds, found };
  }
}
