import {
  type AnalysedWord,
  lexemesOf,
  type Queryable,
  type ReadableJoin,
  slipsBetween,
  wordKey,
  wordsOf,
} from '#libs/retrieval';
import { fold } from './synonyms.js';

// Texts looked at for how a word is written.
const TEXTS = 5;

interface TextRow {
  no: number;
  language: string;
  text: string;
}

/**
 * What corrected words are written like: the words nearest to what was typed in texts, as they are now, that the asker may read. So a
 * correction never shows a word that stands only in what they may not read, however far behind the index is. By number of the word; a
 * word without an answer is corrected in silence about its spelling.
 */
export async function correctedWords(
  database: Queryable,
  words: readonly AnalysedWord[],
  corrected: readonly number[],
  readable: ReadableJoin,
): Promise<Map<number, string>> {
  const best = corrected.flatMap((no) => {
    const [variant] = words[no]?.variants ?? [];
    return variant ? [{ no, variant }] : [];
  });
  if (best.length === 0) return new Map();
  const parameters: unknown[] = [best.map(({ no }) => no), best.map(({ variant }) => variant.termId)];
  const rows = await database.query<TextRow>(
    `select wanted.no, indexed_text.language,
       case when indexed_text.field = 'BODY' then passage.text
         when contribution.status = 'WITHDRAWN' then revision.title else revision.title || ' ' || revision.abstract end as text
     from unnest($1::int[], $2::bigint[]) as wanted(no, term_id)
     cross join lateral (
       select entry.text_id from posting entry ${readable(parameters)} where entry.term_id = wanted.term_id limit ${TEXTS}
     ) found
     join indexed_text on indexed_text.id = found.text_id
     join contribution on contribution.id = indexed_text.owner_id
     join revision on revision.id = contribution.current_revision_id
     left join passage on passage.id = indexed_text.unit_id and passage.revision_id = revision.id and passage.current
     where (indexed_text.field = 'HEAD' or (passage.id is not null and contribution.status <> 'WITHDRAWN'))`,
    parameters,
  );
  const seen = rows.flatMap(({ no, language, text }) => wordsOf(text).map(({ form }) => ({ no, language, form })));
  const lexemes = await lexemesOf(database, [
    ...new Map(seen.map((word) => [wordKey(word.language, word.form), word])).values(),
  ]);
  const answer = new Map<number, string>();
  for (const { no, variant } of best) {
    const target = wordKey(variant.language, variant.lexeme);
    const key = words[no]?.key ?? '';
    const counts = new Map<string, number>();
    for (const word of seen) {
      if (word.no === no && lexemes.get(wordKey(word.language, word.form))?.includes(target))
        counts.set(word.form, (counts.get(word.form) ?? 0) + 1);
    }
    const [nearest] = [...counts].sort(
      ([one, often], [other, oftener]) =>
        slipsBetween(key, fold(one), 4) - slipsBetween(key, fold(other), 4) ||
        oftener - often ||
        one.localeCompare(other),
    );
    if (nearest) answer.set(no, nearest[0]);
  }
  return answer;
}

/** What was typed, in its form for the index, and what is written instead. */
export interface Replacement {
  typed: readonly string[];
  instead: string;
}

/** The query as typed, with each of these replaced wherever its words stand next to each other. */
export function rewrite(text: string, replacements: readonly Replacement[]): string {
  const words = wordsOf(text);
  let rewritten = '';
  let at = 0;
  for (let no = 0; no < words.length; no++) {
    const found = replacements.find(({ typed }) => typed.every((form, index) => words[no + index]?.form === form));
    const [first, last] = [words[no], words[no + (found?.typed.length ?? 0) - 1]];
    if (!found || !first || !last) continue;
    rewritten += text.slice(at, first.start) + found.instead;
    at = last.end;
    no += found.typed.length - 1;
  }
  return rewritten + text.slice(at);
}
