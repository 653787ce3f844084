import { readableContributions, readableOnceForThem } from '#libs/contributions';
import { ANONYMOUS } from '#libs/identity';
import type { Queryable } from '#libs/retrieval';

// The latest say best how people speak of it now; more would drown its own words.
const LATEST = 12;

/**
 * Sentences that analysts confirmed as speaking to a recommendation, by its id; of papers that anyone may read and of texts of them that were
 * published for everyone, so that nothing of what only some may read shows in a figure.
 */
export async function readLearnt(database: Queryable): Promise<Map<string, string[]>> {
  const parameters: unknown[] = [LATEST];
  const gate = readableContributions(ANONYMOUS, parameters, 'c');
  const once = readableOnceForThem(ANONYMOUS, parameters, { contribution: 'c', revision: 'r' });
  const rows = await database.query<{ id: string; quotes: string[] }>(
    `select id, array_agg(quote order by place) as quotes
     from (
       select l.recommendation_id as id, e.quote,
         row_number() over (partition by l.recommendation_id order by k.decided_at desc, e.claim_id, e.position) as place
       from recommendation_link l
       join link_claim k on k.link_id = l.id and k.valid_to is null and k.state = 'CONFIRMED' and not k.evidence_lost
       join evidence e on e.claim_id = k.id
       join passage p on p.id = e.passage_id
       join contribution c on c.id = l.contribution_id
       where c.status = 'PUBLISHED' and ${gate}
         and (p.current or exists (
           select from publication b join revision r on r.id = b.revision_id where r.id = p.revision_id and ${once}))
     ) confirmed
     where place <= $1 group by id`,
    parameters,
  );
  return new Map(rows.map(({ id, quotes }) => [id, quotes]));
}
