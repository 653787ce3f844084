import { Inject, Injectable } from '@nestjs/common';
import { readableContributions, readableOnceForThem } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database, keyset, type Page, type SortKey, type Transaction } from '#libs/platform';

export interface PassageRow {
  id: string;
  contributionId: string;
  part: 'ABSTRACT' | 'BODY' | 'FILE';
  fileId: string | null;
  page: number | null;
  heading: string | null;
  text: string;
}

const COLUMNS = `p.id, p.contribution_id as "contributionId", p.part, p.file_id as "fileId", p.page, p.heading, p.text`;
// Of a withdrawn contribution no passage is read, whoever asks.
const READ = (gate: string) => `c.status <> 'WITHDRAWN' and ${gate}`;
const ORDER: SortKey[] = [
  { sql: 'p.part', type: 'text', direction: 'asc' },
  { sql: 'p.position', type: 'integer', direction: 'asc' },
  { sql: 'p.id', type: 'uuid', direction: 'asc' },
];

/** Reads passages, always through the contribution's reading gate. */
@Injectable()
export class Passages {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What the contribution says now: its abstract first, then its body, then its files. */
  page(actor: Actor, contributionId: string, page: Page): Promise<(PassageRow & { cursor: string })[]> {
    const parameters: unknown[] = [contributionId];
    const gate = readableContributions(actor, parameters, 'c');
    const part = keyset(ORDER, page, parameters);
    return this.database.query(
      `select ${COLUMNS}, ${part.cursor} as cursor from passage p join contribution c on c.id = p.contribution_id
       where p.contribution_id = $1 and p.current and ${READ(gate)} and ${part.where} order by ${part.orderBy} limit ${part.limit}`,
      parameters,
    );
  }

  async count(actor: Actor, contributionId: string): Promise<number> {
    const parameters: unknown[] = [contributionId];
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from passage p join contribution c on c.id = p.contribution_id
       where p.contribution_id = $1 and p.current and ${READ(readableContributions(actor, parameters, 'c'))}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  /**
   * Passages by id. Those of an earlier text are read only where they are quoted as evidence, and only if that text was
   * published, by those for whom it was, or by the submitter.
   */
  byIds(actor: Actor, ids: readonly string[]): Promise<PassageRow[]> {
    const parameters: unknown[] = [ids];
    const gate = readableContributions(actor, parameters, 'c');
    const once = readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'r' });
    parameters.push(actor.accountId);
    return this.database.query(
      `select ${COLUMNS} from passage p join contribution c on c.id = p.contribution_id
       where p.id = any($1::uuid[]) and ${READ(gate)}
         and (p.current or c.submitter_id = $${parameters.length}::uuid
           or (p.kept and (c.published_at is null or exists (
             select from publication b join revision r on r.id = b.revision_id where r.id = p.revision_id and ${once}))))`,
      parameters,
      { plan: 'ONCE' },
    );
  }

  /** What can be quoted from a contribution that the caller has opened in this transaction. */
  quotable(transaction: Transaction, contributionId: string, passageId?: string): Promise<PassageRow[]> {
    return transaction.query(
      `select ${COLUMNS} from passage p where p.contribution_id = $1 and p.current and ($2::uuid is null or p.id = $2)
       order by p.part, p.position`,
      [contributionId, passageId ?? null],
    );
  }
}
