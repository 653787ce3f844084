import { publicRecordAt, readableContributions } from '#libs/contributions';
import { type Actor, isAnalyst } from '#libs/identity';

/**
 * Which links an actor may read: SQL over `recommendation_link l`, its open claim `k` and `contribution c`. The contribution's
 * gate comes first. Confirmed and proposed links are read by whoever reads the contribution; what is only suggested, and what
 * was rejected, by analysts and the submitter.
 */
export function readableLinks(actor: Actor, parameters: unknown[]): string {
  const gate = readableContributions(actor, parameters, 'c');
  if (isAnalyst(actor)) return gate;
  if (actor.accountId === null) return `${gate} and k.state in ('CONFIRMED', 'PROPOSED')`;
  parameters.push(actor.accountId);
  return `${gate} and (k.state in ('CONFIRMED', 'PROPOSED') or c.submitter_id = $${parameters.length}::uuid)`;
}

/**
 * The open claim was made on an earlier text of the contribution, or an earlier version of the recommendation, or its evidence is lost
 * since a file was read anew. Over k, r, n.
 */
export const SUSPECT = '(k.text_version <> r.text_version or k.recommendation_version <> n.version or k.evidence_lost)';

/**
 * Links with their open claims and both ends. Revision and recommendation are always there; joined like this, PostgreSQL leaves
 * them out of statements that ask nothing of them.
 */
export const LINK_TABLES = `recommendation_link l
  join link_claim k on k.link_id = l.id and k.valid_to is null
  join contribution c on c.id = l.contribution_id
  left join revision r on r.id = c.current_revision_id
  left join recommendation n on n.id = l.recommendation_id`;

/**
 * The same as they stood at an instant (`at`: SQL): the claims that held then, the revision that was published then as `r`, and the
 * version of the recommendation as `n` (the first one also before it was loaded). What was not published then is left out.
 */
export function linkTablesAt(at: string): string {
  const held = (row: string) => `${row}.valid_from <= ${at} and (${row}.valid_to is null or ${row}.valid_to > ${at})`;
  return `recommendation_link l
  join link_claim k on k.link_id = l.id and ${held('k')}
  join contribution c on c.id = l.contribution_id
  join publication p on p.contribution_id = c.id and ${publicRecordAt(at, { publication: 'p', contribution: 'c' })}
  join revision r on r.id = p.revision_id
  join (select recommendation_id, number as version, case when number > 1 then valid_from else '-infinity' end as valid_from, valid_to
    from recommendation_version) n on n.recommendation_id = l.recommendation_id and ${held('n')}`;
}
