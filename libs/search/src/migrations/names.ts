/**
 * The words of a name as they are compared: without accents and case, parted by single blanks. Names and what is typed go through the
 * same function, so that they cannot differ. Invisible characters inside words are dropped, as in wordsOf.
 */
export const FOLD = `
  create function name_fold(name text) returns text language sql stable strict parallel safe as $$
    select trim(regexp_replace(
      translate(lower(unaccent(regexp_replace(
        normalize(regexp_replace(name, '[\\u00ad\\u200b-\\u200d]', '', 'g'), nfkd), '[\\u0300-\\u036f]', '', 'g'))), 'ς', 'σ'),
      '[^[:alnum:]]+', ' ', 'g'))
  $$`;

/**
 * What things are called now. The first name is the one they are shown by; a code is shown before it. Of a contribution the
 * title of its current revision, which is all that readers see of it.
 */
export const SOURCES = `
  create function names_of(ids uuid[]) returns table (kind text, thing_id uuid, number integer, name text, is_code boolean)
  language sql stable as $$
    select 'CONTRIBUTION', contribution.id, 1, revision.title, false
    from contribution join revision on revision.id = contribution.current_revision_id
    where contribution.id = any(ids)
    union all
    select 'CONTRIBUTION', id, 2, reference, true from contribution
    where id = any(ids) and reference is not null
    union all
    select 'RECOMMENDATION', recommendation_id, 1, title, false from recommendation_version
    where recommendation_id = any(ids) and valid_to is null
    union all
    select 'RECOMMENDATION', id, 2, code, true from recommendation where id = any(ids)
    union all
    select 'THEME', theme_id, row_number() over (partition by theme_id order by language <> 'en', language)::int, label, false
    from theme_label where theme_id = any(ids)
    union all
    select 'THEME', id, 1000 + nth::int, synonym, false
    from theme cross join unnest(synonyms) with ordinality as said(synonym, nth) where id = any(ids)
    union all
    select 'THEME', id, 2000, code, true from theme where id = any(ids)
    union all
    select 'SYSTEM', id, 1, name, false from information_system where id = any(ids)
    union all
    select 'SYSTEM', id, 1000 + nth::int, synonym, false
    from information_system cross join unnest(synonyms) with ordinality as said(synonym, nth)
    where id = any(ids)
    union all
    select 'SYSTEM', id, 2000, code, true from information_system where id = any(ids)
    union all
    select 'ORGANISATION', id, 1, name, false from organisation where id = any(ids)
    union all
    select 'EVENT', id, nth::int, title, false
    from event cross join unnest(titles) with ordinality as said(title, nth) where id = any(ids)
    union all
    select 'EVENT', id, 2000, slug, true from event where id = any(ids)
  $$`;
