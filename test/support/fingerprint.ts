import type { Database } from '#libs/platform';

/** How many rows each table has, and the last entry of the change log: equal before and after what changed nothing. */
export type Fingerprint = Record<string, string>;

// What the worker takes away by itself, and what a wrong password counts, change nothing of the knowledge base.
const NOT_COUNTED = new Set(['search_dirty']);

export async function fingerprint(database: Database): Promise<Fingerprint> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const counted = tables.map((table) => table.name).filter((name) => !NOT_COUNTED.has(name));
  const counts = counted.map((name) => `select '${name}' as name, count(*)::text as value from "${name}"`);
  const rows = await database.query<{ name: string; value: string }>(
    [
      ...counts,
      `select 'change_log.last', coalesce(max(id), 0)::text from change_log`,
      // A changed row keeps the count: texts and states are in the sum.
      `select 'contribution.rows', coalesce(md5(string_agg(c::text, '' order by c.id)), '') from contribution c`,
      `select 'revision.rows', coalesce(md5(string_agg(r::text, '' order by r.id)), '') from revision r`,
      `select 'link_claim.rows', coalesce(md5(string_agg(k::text, '' order by k.id)), '') from link_claim k`,
      `select 'reference_counter.rows', coalesce(md5(string_agg(n::text, '' order by n.year)), '') from reference_counter n`,
    ].join(' union all '),
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}
