import { givingWay } from '#libs/platform';
import { stemOf } from '../text/stem.js';
import type { Queryable, TextUnit } from '../text/unit.js';
import { wordsOf } from '../text/words.js';

/**
 * Enters the written forms of the words of these texts, beside the terms they lead to, which must be there already. Sorted, like
 * the terms, so that two transactions with the same new words never wait for each other in a circle. Terms are looked up one by one: a
 * vocabulary that has grown since it was last analysed, as in a first import, would be read whole for each word otherwise.
 */
export async function addForms(transaction: Queryable, units: readonly TextUnit[]): Promise<void> {
  const seen = new Map<string, [language: string, form: string]>();
  const giveWay = givingWay();
  for (const { language, title, heading, text } of units) {
    for (const part of [title, heading, text]) {
      for (const { form } of wordsOf(part ?? '')) seen.set(`${language} ${form}`, [language, form]);
    }
    await giveWay();
  }
  const words = [...seen.values()];
  if (words.length === 0) return;
  await transaction.query(
    `with given as (
       select distinct unaccent(word.form) as form, retrieval_language(word.language) as language, unaccent(word.stem) as stem
       from unnest($1::text[], $2::text[], $3::text[]) as word(language, form, stem)
     ),
     fresh as materialized (
       select * from given
       where not exists (select from word_form known where known.form = given.form and known.language = given.language)
     )
     insert into word_form (form, language, term_id)
     select distinct on (fresh.form, fresh.language) fresh.form, fresh.language, term.id
     from fresh
     cross join lateral unnest(to_tsvector(retrieval_configuration(fresh.language), fresh.stem)) as stem
     cross join lateral (
       select id from term where term.language = fresh.language and term.lexeme = stem.lexeme limit 1
     ) term
     order by fresh.form, fresh.language, term.id
     on conflict do nothing`,
    [
      words.map(([language]) => language),
      words.map(([, form]) => form),
      words.map(([language, form]) => stemOf(language, form)),
    ],
  );
}
