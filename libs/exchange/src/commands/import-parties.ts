import { Inject, Injectable } from '@nestjs/common';
import { FindOrCreateOrganisation, FindOrCreatePerson, nameKey, OrganisationKind } from '#libs/directory';
import type { Actor } from '#libs/identity';
import type { Transaction } from '#libs/platform';
import type { ImportItem } from '../import/import-item.js';

/** Ids of organisations by name, of those whose transaction has committed. */
export type KnownOrganisations = Map<string, string>;

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
    known: KnownOrganisations,
    transaction: Transaction,
  ): Promise<{ organisationIds: string[]; authorIds: string[]; found: KnownOrganisations }> {
    const found: KnownOrganisations = new Map();
    const organisation = async (input: Parameters<FindOrCreateOrganisation['execute']>[1]) => {
      const key = nameKey(input.name);
      const id = known.get(key) ?? found.get(key) ?? (await this.organisations.execute(actor, input, transaction)).id;
      found.set(key, id);
      return id;
    };
    const organisationIds: string[] = [];
    for (const input of item.organisations) organisationIds.push(await organisation(input));
    const authorIds: string[] = [];
    for (const { name, affiliation, orcid } of item.authors) {
      const affiliationId =
        affiliation === null ? null : await organisation({ name: affiliation, kind: OrganisationKind.OTHER });
      const person = await this.persons.execute(actor, { name, affiliationId, orcid }, transaction);
      authorIds.push(person.id);
    }
    return { organisationIds, authorIds, found };
  }
}
