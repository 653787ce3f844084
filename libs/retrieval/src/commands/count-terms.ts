import type { Queryable } from '../text/unit.js';

const CHUNK = 5_000;

/**
 * Counts again how many texts have each word, for the plan of a query (which words are common), not for its scores. In small
 * steps, each its own transaction; a row is written only when it is a tenth off. Returns how many words were corrected.
 */
export async function countTerms(database: Queryable): Promise<number> {
  let corrected = 0;
  for (let from = '0'; ; ) {
    const [step] = await database.query<{ last: string | null; corrected: number }>(
      `with step as (select id, df from term where id > $1::bigint order by id limit ${CHUNK}),
       counted as (
         select step.id, step.df as old, (select count(*)::int from posting where posting.term_id = step.id) as df from step
       ),
       changed as (
         update term set df = counted.df from counted
         where term.id = counted.id and abs(counted.df - counted.old) > 0.1 * counted.old
         returning 1
       )
       select (select max(id)::text from step) as last, (select count(*)::int from changed) as corrected`,
      [from],
    );
    if (!step?.last) return corrected;
    corrected += step.corrected;
    from = step.last;
  }
}
