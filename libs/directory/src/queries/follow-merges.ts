import type { Transaction } from '#libs/platform';

/** Organisations by id, each once, in their order: in the place of merged ones those that they were merged into. One that is not there stays. */
export async function followMerges(database: Pick<Transaction, 'query'>, ids: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string; into: string }>(
    'select id, merged_into_id as into from organisation where id = any($1::uuid[]) and merged_into_id is not null',
    [ids],
  );
  const merged = new Map(rows.map((row) => [row.id, row.into]));
  return [...new Set(ids.map((id) => merged.get(id) ?? id))];
}
