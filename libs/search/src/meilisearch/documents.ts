import { createHash } from 'node:crypto';
import type { Queryable } from '#libs/retrieval';

/** HEAD: a contribution's title, abstract and names. TEXT: its passages. */
export type DocumentKind = 'HEAD' | 'TEXT';

/** A document as the engine gets it. */
export interface EngineDocumentBody {
  id: string;
  contribution: string;
  /** PUBLIC: anyone may read it (but for embargoes); OTHER: who may is asked of the database alone. */
  access: 'PUBLIC' | 'OTHER';
  /** Of all else, so that what differs can be told. */
  hash: string;
  [field: string]: unknown;
}

const ACCESS = `case when contribution.published_at is not null and contribution.audience = 'PUBLIC' then 'PUBLIC' else 'OTHER' end as access`;

const HEADS = `
  select contribution.id, contribution.id as contribution, ${ACCESS}, contribution.reference, revision.title,
    case when withdrawn then '' else revision.abstract end as abstract,
    case when withdrawn then '{}' else array(
      select label.label from revision_theme tag join theme_label label on label.theme_id = tag.theme_id
      where tag.revision_id = revision.id
      union
      select unnest(array[system.code, system.name]) from revision_system tag join information_system system on system.id = tag.system_id
      where tag.revision_id = revision.id
      union
      select unnest(array[recommendation.code, version.title])
      from recommendation_link link
      join link_claim claim on claim.link_id = link.id and claim.valid_to is null and claim.state = 'CONFIRMED'
      join recommendation on recommendation.id = link.recommendation_id
      join recommendation_version version on version.recommendation_id = recommendation.id and version.valid_to is null
      where link.contribution_id = contribution.id
      order by 1) end as labels,
    case when withdrawn then '{}' else array(
      select organisation.name from revision_organisation tag join organisation on organisation.id = tag.organisation_id
      where tag.revision_id = revision.id order by 1) end as organisations
  from contribution
  join revision on revision.id = contribution.current_revision_id
  cross join lateral (select contribution.status = 'WITHDRAWN' as withdrawn) state
  where contribution.id = any($1::uuid[]) and contribution.status <> 'DRAFT'`;

const TEXTS = `
  select passage.id, contribution.id as contribution, ${ACCESS}, coalesce(passage.heading, '') as heading, passage.text
  from contribution
  join passage on passage.contribution_id = contribution.id and passage.revision_id = contribution.current_revision_id
    and passage.current and passage.part <> 'ABSTRACT'
  where contribution.id = any($1::uuid[]) and contribution.status not in ('DRAFT', 'WITHDRAWN')
  order by contribution.id, passage.part, passage.position`;

/**
 * The one builder of documents, from the tables as they are now: for a live change, a new epoch and the verifier alike. A draft has
 * none, and a withdrawn contribution its title alone.
 */
export async function buildDocuments(
  database: Queryable,
  kind: DocumentKind,
  contributionIds: readonly string[],
): Promise<EngineDocumentBody[]> {
  const rows = await database.query<Omit<EngineDocumentBody, 'hash'>>(kind === 'HEAD' ? HEADS : TEXTS, [
    contributionIds,
  ]);
  return rows.map((row) => {
    const hash = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);
    return { ...(row as EngineDocumentBody), hash };
  });
}
