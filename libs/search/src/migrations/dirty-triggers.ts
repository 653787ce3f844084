/**
 * Which change of which table makes what dirty. Triggers stand on the tables themselves, once a statement with the changed
 * rows as a set: raw SQL and imports count too, and a thousand passages mark their contribution once. `changed` holds the new
 * rows of an insert or update, the old ones of a delete.
 */
const SOURCES: { table: string; kinds: string[]; contributions: string }[] = [
  { table: 'contribution', kinds: ['HEAD', 'TEXT'], contributions: 'select id from changed' },
  { table: 'revision', kinds: ['HEAD', 'TEXT'], contributions: 'select contribution_id from changed' },
  { table: 'publication', kinds: ['HEAD'], contributions: 'select contribution_id from changed' },
  ...['revision_theme', 'revision_system', 'revision_organisation'].map((table) => ({
    table,
    kinds: ['HEAD'],
    contributions: 'select revision.contribution_id from changed join revision on revision.id = changed.revision_id',
  })),
  { table: 'passage', kinds: ['TEXT'], contributions: `select contribution_id from changed where part = 'BODY'` },
  { table: 'recommendation_link', kinds: ['HEAD'], contributions: 'select contribution_id from changed' },
  {
    table: 'link_claim',
    kinds: ['HEAD'],
    contributions:
      'select link.contribution_id from changed join recommendation_link link on link.id = changed.link_id',
  },
];

/** Things that contributions name. A new one is named by none yet, so only updates and deletions count. */
const NAMED: { table: string; kind: string; column: string }[] = [
  { table: 'organisation', kind: 'ORGANISATION', column: 'id' },
  { table: 'theme', kind: 'THEME', column: 'id' },
  { table: 'information_system', kind: 'SYSTEM', column: 'id' },
  { table: 'recommendation', kind: 'RECOMMENDATION', column: 'id' },
  { table: 'event', kind: 'EVENT', column: 'id' },
];

const EVENTS = { insert: 'new', update: 'new', delete: 'old' } as const;

export const fanOutFunctions = [
  // Sorted, so that two statements that mark the same rows take their locks in the same order.
  `create function search_mark(kinds text[], ids uuid[], bulk boolean default false) returns void language sql as $$
     insert into search_dirty (kind, id, transaction_id, priority)
     select kind, id, pg_current_xact_id()::text::bigint, case when bulk then 1 else 0 end
     from unnest(kinds) as kind
     cross join (select distinct id from unnest(ids) as id where id is not null) as marked
     order by kind, id
     on conflict (kind, id) do update set
       version = search_dirty.version + 1,
       transaction_id = excluded.transaction_id,
       priority = least(search_dirty.priority, excluded.priority),
       attempts = 0,
       not_before = null,
       error = null
   $$`,
  `create function search_affected(named text, ids uuid[], beyond uuid, size integer) returns setof uuid language sql stable as $$
     with recursive narrower as (
       select id from unnest(ids) as id where named = 'THEME'
       union
       select theme.id from theme join narrower on theme.broader_id = narrower.id
     )
     select id from (
       select contribution.id from revision_organisation tag join contribution on contribution.current_revision_id = tag.revision_id
       where named = 'ORGANISATION' and tag.organisation_id = any(ids)
       union
       select contribution.id from revision_theme tag join contribution on contribution.current_revision_id = tag.revision_id
       where named = 'THEME' and tag.theme_id in (select id from narrower)
       union
       select contribution.id from revision_system tag join contribution on contribution.current_revision_id = tag.revision_id
       where named = 'SYSTEM' and tag.system_id = any(ids)
       union
       select link.contribution_id from recommendation_link link
       where named = 'RECOMMENDATION' and link.recommendation_id = any(ids)
       union
       select contribution.id from revision join contribution on contribution.current_revision_id = revision.id
       where named = 'EVENT' and revision.event_id = any(ids)
     ) affected
     where beyond is null or id > beyond
     order by id
     limit size
   $$`,
  // A few contributions are marked at once, so that whoever renamed sees it; many are left to the worker, which goes in steps.
  `create function search_fan_out(named text, ids uuid[]) returns void language plpgsql as $$
   declare
     affected uuid[] := array(select search_affected(named, ids, null, 51));
   begin
     if cardinality(affected) <= 50 then
       perform search_mark(array['HEAD'], affected);
     else
       perform search_mark(array[named], ids, true);
     end if;
   end $$`,
];

export const dirtyTriggers = [
  ...SOURCES.flatMap(({ table, kinds, contributions }) => [
    `create function search_follow_${table}() returns trigger language plpgsql as $$
     declare
       marked uuid[] := array(${contributions});
     begin
       if cardinality(marked) > 0 then
         perform search_mark(array[${kinds.map((kind) => `'${kind}'`).join(', ')}], marked, cardinality(marked) > 50);
       end if;
       return null;
     end $$`,
    ...(['insert', 'update', 'delete'] as const).map((event) => trigger(table, event)),
  ]),
  ...NAMED.flatMap(({ table, kind, column }) => [
    `create function search_follow_${table}() returns trigger language plpgsql as $$
     declare
       marked uuid[] := array(select ${column} from changed);
     begin
       if cardinality(marked) > 0 then
         perform search_fan_out('${kind}', marked);
       end if;
       return null;
     end $$`,
    ...(['update', 'delete'] as const).map((event) => trigger(table, event)),
  ]),
];

export const dropDirtyTriggers = [
  ...[...SOURCES, ...NAMED].map(({ table }) => `drop function search_follow_${table}() cascade`),
  'drop function search_fan_out(text, uuid[])',
  'drop function search_affected(text, uuid[], uuid, integer)',
  'drop function search_mark(text[], uuid[], boolean)',
];

function trigger(table: string, event: keyof typeof EVENTS): string {
  return `create trigger search_follows_${event} after ${event} on ${table}
    referencing ${EVENTS[event]} table as changed for each statement execute function search_follow_${table}()`;
}
