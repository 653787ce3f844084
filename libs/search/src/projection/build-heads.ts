import type { Queryable } from '#libs/retrieval';

// Every list is sorted, so that equal facts give equal rows and equal hashes.
const BUILD = `
  select contribution.id as contribution_id,
    lower(unaccent(left(revision.title, 300))) as title_key,
    revision.language,
    coalesce(tags.theme_codes, '{}') as theme_codes,
    array(select system.code from revision_system tag join information_system system on system.id = tag.system_id
      where tag.revision_id = revision.id order by system.code) as system_codes,
    array(select distinct code from confirmed where confirmed.contribution_id = contribution.id order by 1) as recommendation_codes,
    array(select distinct stance from confirmed where confirmed.contribution_id = contribution.id order by 1) as stances,
    array(select distinct code || ' ' || stance from confirmed where confirmed.contribution_id = contribution.id order by 1) as recommendation_stances,
    array(select tag.organisation_id from revision_organisation tag where tag.revision_id = revision.id order by 1) as organisation_ids,
    array(select distinct organisation.kind from revision_organisation tag join organisation on organisation.id = tag.organisation_id
      where tag.revision_id = revision.id order by 1) as organisation_kinds,
    (select event.slug from event where event.id = revision.event_id) as event_slug,
    texts.text_count, texts.text_length
  from contribution
  join revision on revision.id = contribution.current_revision_id`;

/** The one builder of heads, from the tables as they are now: `built`, for the contributions in $1. */
const BUILT = `
  confirmed as (
    select link.contribution_id, recommendation.code, claim.stance
    from recommendation_link link
    join link_claim claim on claim.link_id = link.id and claim.valid_to is null and claim.state = 'CONFIRMED'
    join recommendation on recommendation.id = link.recommendation_id
    where link.contribution_id = any($1::uuid[])
  ),
  built as (${BUILD}
    cross join lateral (
      with recursive broader as (
        select theme.id, theme.code, theme.broader_id from revision_theme tag join theme on theme.id = tag.theme_id
        where tag.revision_id = revision.id
        union
        select theme.id, theme.code, theme.broader_id from theme join broader on theme.id = broader.broader_id
      )
      select array_agg(code order by code) as theme_codes from broader
    ) tags
    cross join lateral (
      select count(*)::int as text_count, coalesce(sum(length), 0)::int as text_length
      from indexed_text where owner_id = contribution.id
    ) texts
    where contribution.id = any($1::uuid[])
  )`;

const COLUMNS = [
  'title_key',
  'language',
  'theme_codes',
  'system_codes',
  'recommendation_codes',
  'stances',
  'recommendation_stances',
  'organisation_ids',
  'organisation_kinds',
  'event_slug',
  'text_count',
  'text_length',
];
const row = (alias: string) => `(${COLUMNS.map((column) => `${alias}.${column}`).join(', ')})`;

/** Writes the heads that differ; a row's `rev` rises when it does. */
export async function writeHeads(transaction: Queryable, ids: readonly string[]): Promise<void> {
  await transaction.query(
    `with ${BUILT}
     insert into search_head as head (contribution_id, title_key, language, theme_codes, system_codes, recommendation_codes, stances,
       recommendation_stances, organisation_ids, organisation_kinds, event_slug, text_count, text_length, rev, hash)
     select built.*, 1, md5(built::text) from built order by contribution_id
     on conflict (contribution_id) do update set
       title_key = excluded.title_key, language = excluded.language, theme_codes = excluded.theme_codes,
       system_codes = excluded.system_codes, recommendation_codes = excluded.recommendation_codes, stances = excluded.stances,
       recommendation_stances = excluded.recommendation_stances, organisation_ids = excluded.organisation_ids,
       organisation_kinds = excluded.organisation_kinds, event_slug = excluded.event_slug, text_count = excluded.text_count,
       text_length = excluded.text_length, rev = head.rev + 1, hash = excluded.hash
     where ${row('head')} is distinct from ${row('excluded')}`,
    [ids],
  );
}

/** The head's count of texts alone, after its body changed; a head that is not there yet counts when it is made. */
export async function countTexts(transaction: Queryable, id: string): Promise<void> {
  await transaction.query(
    `update search_head set text_count = texts.count, text_length = texts.length
     from (select count(*)::int as count, coalesce(sum(length), 0)::int as length from indexed_text where owner_id = $1) texts
     where contribution_id = $1 and (text_count, text_length) is distinct from (texts.count, texts.length)`,
    [id],
  );
}

/** Heads that are not there, or not as they should be. Changes nothing. */
export function differingHeads(
  database: Queryable,
  ids: readonly string[],
): Promise<{ id: string; missing: boolean }[]> {
  return database.query(
    `with ${BUILT}
     select built.contribution_id as id, head.contribution_id is null as missing
     from built left join search_head head on head.contribution_id = built.contribution_id
     where head.contribution_id is null or ${row('head')} is distinct from ${row('built')}`,
    [ids],
  );
}
