import type { Queryable } from '#libs/retrieval';

// The latest say best how people speak of it now; more would drown its own words.
const LATEST = 12;

/**
 * Sentences that analysts confirmed as speaking to a recommendation, by its id; of papers that anyone may read, so that nothing of what only
 * some may read shows in a figure.
 */
export async function readLearnt(database: Queryable): Promise<Map<string, string[]>> {
  const rows = await database.query<{ id: string; quotes: string[] }>(
    `select id, array_agg(quote order by place) as quotes
     from (
       select l.recommendation_id as id, e.quote,
         row_number() over (partition by l.recommendation_id order by k.decided_at desc, e.claim_id, e.position) as place
       from recommendation_link l
       join link_claim k on k.link_id = l.id and k.valid_to is null and k.state = 'CONFIRMED' and not k.evidence_lost
       join evidence e on e.claim_id = k.id
       join contribution c on c.id = l.contribution_id
       where c.status = 'PUBLISHED' and c.audience = 'PUBLIC' and (c.embargo_until is null or c.embargo_until <= now())
     ) confirmed
     where place <= $1 group by id`,
    [LATEST],
  );
  return new Map(rows.map(({ id, quotes }) => [id, quotes]));
}
