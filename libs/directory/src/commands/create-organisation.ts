import { Inject, Injectable } from '@nestjs/common';
import { isISO31661Alpha2 } from 'class-validator';
import { v7 } from 'uuid';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, type Fault, Refusal, refuse, type Transaction } from '#libs/platform';
import { Organisation } from '../entities/organisation.entity.js';
import { rorAddress } from '../policies/identifiers.js';
import { nameKey, tidyName } from '../policies/names.js';
import type { OrganisationKind } from '../policies/organisation-kind.js';

export const ORGANISATION_NAME_MAX = 300;

export interface OrganisationInput {
  name: string;
  kind: OrganisationKind;
  /** ISO 3166-1 alpha-2. */
  country?: string | null;
  rorId?: string | null;
  transparencyRegisterId?: string | null;
}

/** Adds an organisation to the directory. */
@Injectable()
export class CreateOrganisation {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_ALLOWED to anybody but analysts, INVALID for a bad field, DUPLICATE when the name or the ROR id is taken. */
  async execute(actor: Actor, input: OrganisationInput, joined?: Transaction): Promise<{ id: string }> {
    if (!isAnalyst(actor))
      throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts and administrators may add organisations.');
    const values = checkedOrganisation(input);
    return this.database.transaction(async (transaction) => {
      const id = v7();
      await transaction.manager.insert(Organisation, { id, ...values });
      await transaction.record(actor, {
        kind: 'OrganisationAdded',
        subjectType: 'Organisation',
        subjectId: id,
        payload: { name: values.name, kind: values.kind },
      });
      return { id };
    }, joined);
  }
}

/** What will be stored. Refuses INVALID and TOO_LARGE with the path of each field that is wrong. */
export function checkedOrganisation(input: OrganisationInput) {
  const faults: Fault[] = [];
  const invalid = (field: string, message: string) => faults.push({ code: ErrorCode.INVALID, message, path: [field] });
  const name = tidyName(input.name);
  if (name === '') invalid('name', 'An organisation needs a name.');
  if (name.length > ORGANISATION_NAME_MAX) {
    faults.push({
      code: ErrorCode.TOO_LARGE,
      message: `A name has at most ${ORGANISATION_NAME_MAX} characters.`,
      path: ['name'],
    });
  }
  const country = input.country?.toUpperCase() ?? null;
  if (country !== null && !isISO31661Alpha2(country)) {
    invalid('country', 'Give the country as two letters, ISO 3166-1 alpha-2, e.g. FR.');
  }
  const rorId = input.rorId == null ? null : rorAddress(input.rorId);
  if (rorId === undefined) invalid('rorId', 'A ROR identifier looks like https://ror.org/05a28rw58.');
  if (faults.length > 0) throw new Refusal(faults);
  const transparencyRegisterId = input.transparencyRegisterId?.trim() || null;
  return { name, nameKey: nameKey(name), kind: input.kind, country, rorId: rorId ?? null, transparencyRegisterId };
}
