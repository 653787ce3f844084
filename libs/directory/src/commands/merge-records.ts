import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { ErrorCode, refuse, type Transaction } from '#libs/platform';

/** A record of an organisation that is locked for a merge. */
export interface MergedRecord {
  id: string;
  name: string;
  version: number;
  rorId: string | null;
  transparencyRegisterId: string | null;
}

/** The directory's part of a merge: accounts and people move, and the record that goes points to the one that stays. Part of a larger command. */
@Injectable()
export class MergeRecords {
  /** Locks both. Refuses INVALID (one and the same), NOT_FOUND, WRONG_STATE (merged before). */
  async open(
    transaction: Transaction,
    fromId: string,
    intoId: string,
  ): Promise<{ from: MergedRecord; into: MergedRecord }> {
    if (fromId === intoId)
      throw refuse(ErrorCode.INVALID, 'An organisation cannot be merged into itself; name another.', ['into']);
    const held = await transaction.query<MergedRecord & { mergedIntoId: string | null }>(
      `select id, name, version, ror_id as "rorId", transparency_register_id as "transparencyRegisterId", merged_into_id as "mergedIntoId"
       from organisation where id = any($1::uuid[]) order by id for update`,
      [[fromId, intoId]],
    );
    const record = (id: string, field: string) => {
      const found = held.find((one) => one.id === id);
      if (!found) throw refuse(ErrorCode.NOT_FOUND, 'There is no such organisation.', [field]);
      if (found.mergedIntoId !== null)
        throw refuse(ErrorCode.WRONG_STATE, `“${found.name}” was merged into another organisation before.`, [field]);
      return found;
    };
    return { from: record(fromId, 'from'), into: record(intoId, 'into') };
  }

  async execute(
    transaction: Transaction,
    actor: Actor,
    { from, into }: { from: MergedRecord; into: MergedRecord },
  ): Promise<{ accounts: number; people: number }> {
    // What only the record that goes knew goes on with the other; identifiers are unique, so first it lets go of them.
    const rorId = into.rorId === null ? from.rorId : null;
    await transaction.query(
      `update organisation set merged_into_id = $2, merged_at = now(), version = version + 1,
         ror_id = case when $3::text is null then ror_id end where id = $1`,
      [from.id, into.id, rorId],
    );
    await transaction.query(
      `update organisation set merged_into_id = $2, version = version + 1 where merged_into_id = $1`,
      [from.id, into.id],
    );
    await transaction.query(
      `update organisation set version = version + 1, ror_id = coalesce(ror_id, $2),
         transparency_register_id = coalesce(transparency_register_id, $3) where id = $1`,
      [into.id, rorId, from.transparencyRegisterId],
    );
    const accounts = await transaction.query<{ id: string; version: number }>(
      `with moved as (
         update account set organisation_id = $2, version = version + 1 where organisation_id = $1 returning id, version)
       select id, version from moved`,
      [from.id, into.id],
    );
    for (const account of accounts) {
      await transaction.record(actor, {
        kind: 'AccountChanged',
        subjectType: 'Account',
        subjectId: account.id,
        subjectVersion: account.version,
        payload: { organisationId: into.id },
      });
    }
    const people = await transaction.query<{ id: string }>(
      `with moved as (update person set affiliation_id = $2 where affiliation_id = $1 returning id) select id from moved`,
      [from.id, into.id],
    );
    return { accounts: accounts.length, people: people.length };
  }
}
