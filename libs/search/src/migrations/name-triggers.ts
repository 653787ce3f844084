/** Whose names a table holds (`id`), and in which columns: an update of others changes no name. */
const TABLES: { table: string; kind: string; id: string; says: string }[] = [
  { table: 'contribution', kind: 'CONTRIBUTION', id: 'id', says: 'current_revision_id, reference' },
  { table: 'revision', kind: 'CONTRIBUTION', id: 'contribution_id', says: 'title' },
  { table: 'recommendation', kind: 'RECOMMENDATION', id: 'id', says: 'code' },
  { table: 'recommendation_version', kind: 'RECOMMENDATION', id: 'recommendation_id', says: 'title, valid_to' },
  { table: 'theme', kind: 'THEME', id: 'id', says: 'code, synonyms' },
  { table: 'theme_label', kind: 'THEME', id: 'theme_id', says: 'language, label' },
  { table: 'information_system', kind: 'SYSTEM', id: 'id', says: 'code, name, synonyms' },
  { table: 'organisation', kind: 'ORGANISATION', id: 'id', says: 'name' },
  { table: 'event', kind: 'EVENT', id: 'id', says: 'slug, titles' },
];

// Themes and recommendations have names in rows of several tables, which two transactions can change at once: they take turns. What
// one sees when its turn has come is what the other has committed, since each statement here looks anew.
const REFILL = `
  create function name_words_refill(of_kind text, ids uuid[]) returns void language plpgsql as $$
  begin
    if of_kind in ('THEME', 'RECOMMENDATION') then
      perform pg_advisory_xact_lock(7301945, case of_kind when 'THEME' then 1 else 2 end);
    end if;
    delete from name_word where kind = of_kind and thing_id = any(ids);
    insert into name_word (kind, thing_id, number, word, later, letters, name, name_md5)
    select of_kind, folded.thing_id, folded.number, left(said.word, 64), min(said.nth) > 1, length(folded.key), folded.key, folded.md5
    from (
      select names.thing_id, names.number, name_fold(names.name) as key, md5(names.name)::uuid as md5
      from names_of(ids) as names where names.kind = of_kind offset 0
    ) folded
    cross join lateral unnest(string_to_array(folded.key, ' ')) with ordinality as said(word, nth)
    where said.word <> ''
    group by folded.thing_id, folded.number, left(said.word, 64), folded.key, folded.md5
    order by folded.thing_id, folded.number, left(said.word, 64) collate "C"
    on conflict (kind, thing_id, number, word) do update
      set later = excluded.later, letters = excluded.letters, name = excluded.name, name_md5 = excluded.name_md5;
  end $$`;

const EVENTS = {
  insert: 'new table as changed',
  update: 'old table as former new table as changed',
  delete: 'old table as changed',
};

export const nameTriggers = [
  REFILL,
  ...TABLES.flatMap(({ table, kind, id, says }) => [
    `create function name_follow_${table}() returns trigger language plpgsql as $$
     declare
       named uuid[];
     begin
       if tg_op = 'UPDATE' then
         named := array(
           (select ${id} from (select ${id}, ${says} from changed except all select ${id}, ${says} from former) as said)
           union
           (select ${id} from (select ${id}, ${says} from former except all select ${id}, ${says} from changed) as said));
       else
         named := array(select distinct ${id} from changed);
       end if;
       if cardinality(named) > 0 then
         perform name_words_refill('${kind}', named);
       end if;
       return null;
     end $$`,
    ...Object.entries(EVENTS).map(
      ([event, rows]) => `create trigger name_follows_${event} after ${event} on ${table}
        referencing ${rows} for each statement execute function name_follow_${table}()`,
    ),
  ]),
];

export const dropNameTriggers = [
  ...TABLES.map(({ table }) => `drop function name_follow_${table}() cascade`),
  'drop function name_words_refill(text, uuid[])',
];
