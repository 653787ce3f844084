import type { Queryable } from '../text/unit.js';

// Counting reads the postings of these words; short steps, since a new text waits for the one in hand.
const STEP = 40;

/**
 * Counts again how many texts have each of the next words, beyond the id given ('0': from the start), for the plan of a query
 * (which words are common), not for its scores. A row is written only when it is a tenth off. Answers where to go on, null at
 * the end.
 */
export async function countTerms(database: Queryable, beyond: string): Promise<string | null> {
  const [step] = await database.query<{ last: string | null }>(
    `with step as (select id, df from term where id > $1::bigint order by id limit ${STEP}),
     counted as (
       select step.id, step.df as old, (select count(*)::int from posting where posting.term_id = step.id) as df from step
     ),
     changed as (
       update term set df = counted.df from counted
       where term.id = counted.id and abs(counted.df - counted.old) > 0.1 * counted.old
       returning 1
     )
     select (select max(id)::text from step) as last, (select count(*) from changed)`,
    [beyond],
  );
  return step?.last ?? null;
}
