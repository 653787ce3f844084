import { Inject, Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#libs/platform';
import { projectHeads } from './project.js';

/** More heads than this are left to the worker: a command must not wait for them. */
export const HEADS_BEFORE_COMMIT = 50;

/**
 * Projects the heads that a transaction made dirty just before it commits, inside it: so the first search after the commit
 * finds what was written, and a rolled-back change is never found.
 */
@Injectable()
export class ProjectBeforeCommit {
  constructor(@Inject(Database) database: Database) {
    database.beforeCommit({ name: 'search heads', stage: 'PROJECT', run: projectOwnHeads });
  }
}

export async function projectOwnHeads(transaction: Transaction): Promise<void> {
  // Its own rows only, and their locks are held already; the order is the workers'.
  const rows = await transaction.query<{ id: string }>(
    `select id from search_dirty
     where transaction_id = pg_current_xact_id()::text::bigint and kind = 'HEAD' order by id limit ${HEADS_BEFORE_COMMIT}`,
  );
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await projectHeads(transaction, ids);
  await transaction.query(`delete from search_dirty where kind = 'HEAD' and id = any($1::uuid[])`, [ids]);
}
