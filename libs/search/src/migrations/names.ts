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
 * What things of a kind are called now. The first name is the one they are shown by; a code is shown before it. Of a contribution the
 * title of its current revision, which is all that readers see of it.
 */
export const SOURCES = `
  create function names_of(of_kind text, ids uuid[]) returns table (thing_id uuid, number integer, name text, is_code boolean)
  language sql stable as $$
    select contribution.id, 1, revision.title, false
    from contribution join revision on revision.id = contribution.current_revision_id
    where of_kind = 'CONTRIBUTION' and contribution.id = any(ids)
    union all
    select id, 2, reference, true from contribution
    where of_kind = 'CONTRIBUTION' and id = any(ids) and reference is not null
    union all
    select recommendation_id, 1, title, false from recommendation_version
    where of_kind = 'RECOMMENDATION' and recommendation_id = any(ids) and valid_to is null
    union all
    select id, 2, code, true from recommendation where of_kind = 'RECOMMENDATION' and id = any(ids)
    union all
    select theme_id, row_number() over (partition by theme_id order by language <> 'en', language)::int, label, false
    from theme_label where of_kind = 'THEME' and theme_id = any(ids)
    union all
    select id, 1000 + nth::int, synonym, false
    from theme cross join unnest(synonyms) with ordinality as said(synonym, nth) where of_kind = 'THEME' and id = any(ids)
    union all
    select id, 2000, code, true from theme where of_kind = 'THEME' and id = any(ids)
    union all
    select id, 1, name, false from information_system where of_kind = 'SYSTEM' and id = any(ids)
    union all
    select id, 1000 + nth::int, synonym, false
    from information_system cross join unnest(synonyms) with ordinality as said(synonym, nth)
    where of_kind = 'SYSTEM' and id = any(ids)
    union all
    select id, 2000, code, true from information_system where of_kind = 'SYSTEM' and id = any(ids)
    union all
    select id, 1, name, false from organisation where of_kind = 'ORGANISATION' and id = any(ids)
    union all
    select id, nth::int, title, false
    from event cross join unnest(titles) with ordinality as said(title, nth) where of_kind = 'EVENT' and id = any(ids)
    union all
    select id, 2000, slug, true from event where of_kind = 'EVENT' and id = any(ids)
  $$`;
