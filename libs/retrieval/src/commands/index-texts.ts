import { givingWay } from '#libs/platform';
import { stemLine } from '../text/stem.js';
import type { Queryable, TextField, TextUnit } from '../text/unit.js';
import { addForms } from './add-forms.js';

// Some 150 words a unit; larger statements gain nothing and hold memory.
const CHUNK = 100;

const VECTORS = `
  unit as materialized (
    select u.no, u.owner_id, u.unit_id, u.field, retrieval_language(u.language) as language,
      setweight(to_tsvector(c.configuration, u.title), 'A') || setweight(to_tsvector(c.configuration, u.heading), 'B')
        || to_tsvector(c.configuration, u.body) as vector
    from unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
      as u(no, owner_id, unit_id, field, language, title, heading, body)
    cross join lateral (select retrieval_configuration(u.language) as configuration) c
  )`;

/**
 * Makes the texts of these owners in these fields exactly what is given: new ones are added, changed ones replaced, others
 * removed, equal ones not touched. Runs in the caller's transaction. Words are entered in sorted order, so that two
 * transactions with the same new words wait for each other at most, and never in a circle. Answers whether anything differed.
 */
export async function replaceTexts(
  transaction: Queryable,
  ownerIds: readonly string[],
  fields: readonly TextField[],
  units: readonly TextUnit[],
): Promise<boolean> {
  const differing = await differingTexts(transaction, ownerIds, fields, units);
  const stale = differing.flatMap((row) => (row.no === null && row.id !== null ? [row.id] : []));
  const fresh = new Set(differing.map((row) => row.no));
  if (stale.length > 0) await removeTextsById(transaction, stale);
  const missing = units.filter((_, index) => fresh.has(index));
  // All words first: a later chunk must not enter words that sort before those of an earlier one.
  await addTerms(transaction, missing);
  await addForms(transaction, missing);
  for (let from = 0; from < missing.length; from += CHUNK)
    await addTexts(transaction, missing.slice(from, from + CHUNK));
  return differing.length > 0;
}

/** What differs between the texts given and those kept: a unit by its number that is not there as it should be, or a text that is there and should not. */
export interface DifferingText {
  /** Of the unit given; null for a text that is kept. */
  no: number | null;
  /** Of the text kept; null for a unit given. */
  id: string | null;
  ownerId: string;
  field: TextField;
  unitId: string | null;
}

/** Compares the texts of these owners in these fields with what they should be. Changes nothing. */
export async function differingTexts(
  database: Queryable,
  ownerIds: readonly string[],
  fields: readonly TextField[],
  units: readonly TextUnit[],
): Promise<DifferingText[]> {
  return database.query<DifferingText>(
    `with ${VECTORS}
     select unit.no, kept.id::text as id, coalesce(unit.owner_id, kept.owner_id) as "ownerId", coalesce(unit.field, kept.field) as field,
       coalesce(unit.unit_id, kept.unit_id) as "unitId"
     from unit
     full join (select * from indexed_text where owner_id = any($9::uuid[]) and field = any($10::text[])) kept
       on kept.owner_id = unit.owner_id and kept.field = unit.field and kept.unit_id is not distinct from unit.unit_id
       and kept.language = unit.language and kept.vector = unit.vector
     where unit.no is null or kept.id is null`,
    [...(await toColumns(units)), ownerIds, fields],
  );
}

/** Removes all texts of these owners, or those in some fields. */
export async function removeTexts(
  transaction: Queryable,
  ownerIds: readonly string[],
  fields: readonly TextField[],
): Promise<void> {
  await replaceTexts(transaction, ownerIds, fields, []);
}

/** Removes texts by their ids in the index. */
export async function removeTextsById(transaction: Queryable, ids: readonly string[]): Promise<void> {
  await transaction.query(
    `with gone as (
       delete from indexed_text where id = any($1::bigint[]) returning id, language, vector
     )
     delete from posting using (
       select term.id as term_id, gone.id as text_id
       from gone cross join lateral unnest(gone.vector) as word
       join term on term.language = gone.language and term.lexeme = word.lexeme
     ) entry
     where posting.term_id = entry.term_id and posting.text_id = entry.text_id`,
    [ids],
  );
}

async function addTerms(transaction: Queryable, units: readonly TextUnit[]): Promise<void> {
  if (units.length === 0) return;
  await transaction.query(
    `with ${VECTORS}
     insert into term (language, lexeme)
     select seen.language, seen.lexeme
     from (select distinct unit.language, word.lexeme from unit cross join lateral unnest(unit.vector) as word) seen
     where not exists (select from term where term.language = seen.language and term.lexeme = seen.lexeme)
     order by seen.language, seen.lexeme
     on conflict do nothing`,
    await toColumns(units),
  );
}

async function addTexts(transaction: Queryable, units: readonly TextUnit[]): Promise<void> {
  await transaction.query(
    `with ${VECTORS},
     word as materialized (
       select unit.no, unit.language, word.lexeme,
         (select sum(case weight when 'A' then 3 when 'B' then 2 else 1 end) from unnest(word.weights) as weight)::int as tf
       from unit cross join lateral unnest(unit.vector) as word
     ),
     size as (select no, sum(tf)::int as length from word group by no),
     added as (
       insert into indexed_text (owner_id, unit_id, field, language, length, vector)
       select unit.owner_id, unit.unit_id, unit.field, unit.language, coalesce(size.length, 0), unit.vector
       from unit left join size using (no)
       returning id, owner_id, unit_id, field, length
     )
     insert into posting (term_id, text_id, owner_id, tf, length)
     select term.id, added.id, added.owner_id, least(word.tf, 32767), added.length
     from added
     join unit on unit.owner_id = added.owner_id and unit.field = added.field and unit.unit_id is not distinct from added.unit_id
     join word on word.no = unit.no
     join term on term.language = word.language and term.lexeme = word.lexeme
     order by term.id`,
    await toColumns(units),
  );
}

/** A file may have tens of thousands of passages: others go first meanwhile. */
async function toColumns(units: readonly TextUnit[]): Promise<unknown[]> {
  const giveWay = givingWay();
  const stemmed: { title: string; heading: string; text: string }[] = [];
  for (const { language, title, heading, text } of units) {
    const line = (said: string | null | undefined) => stemLine(language, said ?? '');
    stemmed.push({ title: line(title), heading: line(heading), text: line(text) });
    await giveWay();
  }
  return [
    units.map((_, index) => index),
    units.map((unit) => unit.ownerId),
    units.map((unit) => unit.unitId),
    units.map((unit) => unit.field),
    units.map((unit) => unit.language),
    stemmed.map(({ title }) => title),
    stemmed.map(({ heading }) => heading),
    stemmed.map(({ text }) => text),
  ];
}
