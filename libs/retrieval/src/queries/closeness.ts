import type { AnalysedWord } from './analyse-words.js';

/** Words of queries in which words standing together count: one word has no neighbours, and long questions say little by their order. */
export const TOGETHER_WORDS = { least: 2, most: 10 };
// What a text gets that holds every word: a base, and a share that shrinks with the gaps between words that follow each other in the query.
const IN_TITLE = { base: 0.6, share: 0.4 };
const IN_TEXT = { base: 0.3, share: 0.3 };
const GAP_COST = 0.15;
const GAP_MOST = 4;
const TEXTS_LOOKED_AT = 400;

/**
 * SQL (common table expressions) for words standing together: `retrieval_together(owner_id, bonus)` for those of `owners(owner_id)`
 * that hold every word, or a variant of it, in their title (0.6 to 1) or in one text (0.3 to 0.6); none else. Needs `retrieval_hit`.
 * The bonus is b + s / (1 + 0.15 g), g the sum of gaps (words between), each at most 4.
 */
export function togetherSql(
  words: readonly AnalysedWord[],
  leading: number,
  owners: string,
  parameters: unknown[],
): string {
  const none = 'retrieval_together as (select null::uuid as owner_id, 0::float8 as bonus where false)';
  if (words.length < TOGETHER_WORDS.least || words.length > TOGETHER_WORDS.most) return none;
  const rows = words.flatMap((word, no) => [
    ...word.variants.map(({ language, lexeme }) => ({ no, language, lexeme })),
    // Where a phrase stands for the word, its first word tells the place.
    ...(word.phrases ?? []).flatMap((phrase) =>
      (phrase.words[0]?.variants ?? []).map(({ language, lexeme }) => ({ no, language, lexeme })),
    ),
  ]);
  if (new Set(rows.map((row) => row.no)).size < words.length) return none;
  // As values, so that questions of other lengths are the same statement.
  const count = `$${parameters.push(words.length)}::int`;
  const sought = `$${parameters.push(leading)}::int`;
  parameters.push(
    rows.map((row) => row.no),
    rows.map((row) => row.language),
    rows.map((row) => row.lexeme),
  );
  const last = parameters.length;
  const wanted = `unnest($${last - 2}::int[], $${last - 1}::text[], $${last}::text[]) as wanted(no, language, lexeme)`;
  const lexemes = `$${last}::text[]`;
  const bonus = ({ base, share }: typeof IN_TITLE) =>
    `${base}::float8 + ${share}::float8 / (1::float8 + ${GAP_COST}::float8 * coalesce(gaps, 0))`;
  // Each text's places are taken together first: joined with themselves as rows they were compared with those of all other texts.
  const gapsOf = (where: string) => `
      select whole.owner_id, gaps
      from (
        select owner_id, array_agg(no) as nos, array_agg(position) as positions from retrieval_place ${where}
        group by text_id, owner_id having count(distinct no) = ${count}
      ) whole
      cross join lateral (
        select sum(gap) as gaps from (
          select least(${GAP_MOST}, greatest(0, min(abs(one.position - next.position)) - 1)) as gap
          from unnest(nos, positions) as one(no, position)
          join unnest(nos, positions) as next(no, position) on next.no = one.no + 1
          group by one.no
        ) gap
      ) gaps`;
  return `
    retrieval_whole as materialized (
      select text_id, owner_id from retrieval_hit join (${owners}) asked using (owner_id)
      group by text_id, owner_id having count(distinct no) = ${sought} order by text_id limit ${TEXTS_LOOKED_AT}
    ),
    retrieval_place as materialized (
      select word.text_id, word.owner_id, wanted.no, place.position, place.weight = 'A' as in_title
      from (
        select whole.text_id, whole.owner_id, indexed_text.language, word.*
        from retrieval_whole whole
        join indexed_text on indexed_text.id = whole.text_id
        cross join lateral unnest(indexed_text.vector) as word
        where word.lexeme = any(${lexemes}) offset 0
      ) word
      join ${wanted} on wanted.language = word.language and wanted.lexeme = word.lexeme
      cross join lateral unnest(word.positions, word.weights) as place(position, weight)
    ),
    retrieval_together as materialized (
      select owner_id, max(bonus) as bonus from (
        select owner_id, ${bonus(IN_TITLE)} as bonus from (${gapsOf('where in_title')}) titled
        union all
        select owner_id, ${bonus(IN_TEXT)} from (${gapsOf('')}) anywhere
      ) close
      group by owner_id
    )`;
}
