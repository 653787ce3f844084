import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction, tidyText } from '#libs/platform';
import { SavedSearch } from '../entities/saved-search.entity.js';
import { searchAddress } from './search-address.js';

export const SAVED_MAX = 100;
export const SAVED_NAME_MAX = 100;

export interface SavedSearchRow {
  id: string;
  name: string;
  address: string;
  createdAt: Date;
}

/** The searches that somebody keeps. They are their owner's alone: to anybody else they are not there. */
@Injectable()
export class SavedSearches {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** By name. */
  of({ accountId }: Actor): Promise<SavedSearchRow[]> {
    return this.database.query(
      `select id, name, address, created_at as "createdAt" from saved_search
       where account_id = $1::uuid order by lower(name), name, id`,
      [accountId],
    );
  }

  /** Refuses INVALID, TOO_LARGE, DUPLICATE (the name), LIMIT_REACHED. */
  save(actor: Actor, input: { name: string; address: string }): Promise<string> {
    const name = checkedName(input.name);
    const address = searchAddress(input.address);
    return this.database.transaction(async (transaction) => {
      // One after the other, so that two at once can't pass the limit.
      await transaction.query('select from account where id = $1::uuid for no key update', [actor.accountId]);
      const [counted] = await transaction.query<{ count: number }>(
        'select count(*)::int as count from saved_search where account_id = $1::uuid',
        [actor.accountId],
      );
      if ((counted?.count ?? 0) >= SAVED_MAX) {
        throw refuse(
          ErrorCode.LIMIT_REACHED,
          `You have ${SAVED_MAX} saved searches, which is the limit; delete one first.`,
        );
      }
      const id = v7();
      await transaction.manager.insert(SavedSearch, { id, accountId: actor.accountId as string, name, address });
      await note(transaction, actor, 'SearchSaved', id);
      return id;
    });
  }

  /** Refuses NOT_FOUND, INVALID, DUPLICATE. */
  rename(actor: Actor, id: string, name: string): Promise<void> {
    const next = checkedName(name);
    return this.changed(
      actor,
      'SavedSearchRenamed',
      id,
      'update saved_search set name = $3 where id = $1 and account_id = $2::uuid returning id',
      [next],
    );
  }

  /** Refuses NOT_FOUND. */
  delete(actor: Actor, id: string): Promise<void> {
    return this.changed(
      actor,
      'SavedSearchDeleted',
      id,
      'delete from saved_search where id = $1 and account_id = $2::uuid returning id',
    );
  }

  private changed(actor: Actor, kind: string, id: string, sql: string, more: unknown[] = []): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const rows = await transaction.query<{ id: string }>(`with changed as (${sql}) select id from changed`, [
        id,
        actor.accountId,
        ...more,
      ]);
      if (rows.length === 0) throw refuse(ErrorCode.NOT_FOUND, 'You have no such saved search.', ['id']);
      await note(transaction, actor, kind, id);
    });
  }
}

/** The fact alone: what people look for is their own affair, and facts are never forgotten. */
function note(transaction: Transaction, actor: Actor, kind: string, id: string): Promise<void> {
  return transaction.record(actor, { kind, subjectType: 'SavedSearch', subjectId: id });
}

function checkedName(given: string): string {
  const name = tidyText(given).replace(/\s+/g, ' ');
  if (name === '' || name.length > SAVED_NAME_MAX)
    throw refuse(ErrorCode.INVALID, `Give it a name of 1 to ${SAVED_NAME_MAX} characters.`, ['name']);
  return name;
}
