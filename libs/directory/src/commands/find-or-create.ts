import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { ChangeAuthor, Transaction } from '#libs/platform';
import { Person } from '../entities/person.entity.js';
import { orcidOf, rorAddress } from '../policies/identifiers.js';
import { nameKey, tidyName } from '../policies/names.js';
import type { OrganisationKind } from '../policies/organisation-kind.js';

/** Finds an organisation by any spelling of its name or a former one, or adds it. Part of a larger command, which has checked who may do it. */
@Injectable()
export class FindOrCreateOrganisation {
  /** What is known of one that is there already stays as it is. */
  async execute(
    by: ChangeAuthor,
    input: { name: string; kind: OrganisationKind; country?: string | null; rorId?: string | null },
    transaction: Transaction,
  ): Promise<{ id: string; created: boolean }> {
    const name = tidyName(input.name);
    const id = v7();
    const rorId = input.rorId == null ? null : (rorAddress(input.rorId) ?? null);
    // One statement that finds or adds: two imports at once must not both add it.
    const [row] = await transaction.query<{ id: string }>(
      `insert into organisation (id, name, name_key, kind, country, ror_id) values ($1, $2, $3, $4, $5, $6)
       on conflict (name_key) do update set name_key = excluded.name_key
       returning coalesce(merged_into_id, id) as id`,
      [id, name, nameKey(name), input.kind, input.country ?? null, rorId],
    );
    const created = row?.id === id;
    if (created) {
      await transaction.record(by, {
        kind: 'OrganisationAdded',
        subjectType: 'Organisation',
        subjectId: id,
        payload: { name, kind: input.kind },
      });
    }
    return { id: row?.id ?? id, created };
  }
}

/** Finds a person by ORCID iD or else by name and affiliation, or adds them. Part of a larger command. */
@Injectable()
export class FindOrCreatePerson {
  async execute(
    by: ChangeAuthor,
    input: { name: string; affiliationId?: string | null; orcid?: string | null },
    transaction: Transaction,
  ): Promise<{ id: string; created: boolean }> {
    const name = tidyName(input.name);
    const key = nameKey(name);
    const affiliationId = input.affiliationId ?? null;
    const orcid = input.orcid == null ? null : (orcidOf(input.orcid) ?? null);
    // Names are not unique, so no constraint stops two imports from adding the same person at once: this lock does.
    await transaction.query(`select pg_advisory_xact_lock(hashtext('person'), hashtext($1))`, [orcid ?? key]);
    const [known] = await transaction.query<{ id: string }>(
      `select id from person
       where case when $3::text is not null then orcid = $3
         else name_key = $1 and affiliation_id is not distinct from $2::uuid end
       order by id limit 1`,
      [key, affiliationId, orcid],
    );
    if (known) return { id: known.id, created: false };
    const id = v7();
    await transaction.manager.insert(Person, { id, name, nameKey: key, affiliationId, orcid });
    await transaction.record(by, { kind: 'PersonAdded', subjectType: 'Person', subjectId: id });
    return { id, created: true };
  }
}
