import { type AnalysedWord, aboutDf, type PhraseVariant } from './analyse-words.js';

/**
 * A phrase as tsqueries, one a language: its words next to each other, within title, heading or text, never across. Empty
 * when no language knows all its words. Lexemes are quoted, though our words hold letters and digits only.
 */
export function phraseQueries(words: readonly AnalysedWord[]): { language: string; tsquery: string }[] {
  const languages = new Set(words.flatMap((word) => word.variants.map((variant) => variant.language)));
  return [...languages].flatMap((language) => {
    const alternatives = words.map((word) => word.variants.filter((variant) => variant.language === language));
    if (alternatives.some((variants) => variants.length === 0)) return [];
    const within = (label: string) =>
      alternatives
        .map((variants) => `(${variants.map((variant) => `${quote(variant.lexeme)}:${label}`).join(' | ')})`)
        .join(' <-> ');
    return [{ language, tsquery: ['A', 'B', 'D'].map((label) => `(${within(label)})`).join(' | ') }];
  });
}

const quote = (lexeme: string) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/**
 * SQL that gives the owners of texts with the phrase. The postings of its rarest word narrow the texts first; positions are
 * looked at only in those.
 */
export function phraseOwnersSql(words: readonly AnalysedWord[], parameters: unknown[]): string {
  const queries = phraseQueries(words);
  if (queries.length === 0) return 'select null::uuid as owner_id where false';
  const [rarest] = [...words].sort((one, other) => aboutDf(one) - aboutDf(other));
  parameters.push(rarest?.variants.map((variant) => variant.termId));
  const narrowed = `select text_id from posting where term_id = any($${parameters.length}::bigint[])`;
  parameters.push(
    queries.map((query) => query.language),
    queries.map((query) => query.tsquery),
  );
  return `
    select distinct candidate.owner_id
    from indexed_text candidate
    join unnest($${parameters.length - 1}::text[], $${parameters.length}::text[]) as phrase(language, query)
      on phrase.language = candidate.language and candidate.vector @@ phrase.query::tsquery
    where candidate.id in (${narrowed})`;
}

/** SQL that gives the owners of texts with any variant of a word. */
export function wordOwnersSql(word: AnalysedWord, parameters: unknown[]): string {
  parameters.push(word.variants.map((variant) => variant.termId));
  return `select owner_id from posting where term_id = any($${parameters.length}::bigint[])`;
}

/**
 * SQL that gives hits of a word by a phrase that says the same, as rows of retrieval_hit. A phrase counts as often as the rarest of
 * its words does in the text, which is seldom too often.
 */
export function phraseHitsSql(
  phrase: PhraseVariant,
  no: number,
  variant: number,
  gain: string,
  readable: string,
  place: (value: unknown, type: string) => string,
): string {
  const [rarest] = [...phrase.words].sort((one, other) => aboutDf(one) - aboutDf(other));
  const queries = phraseQueries(phrase.words);
  const terms = place(rarest?.variants.map((one) => one.termId) ?? [], 'bigint[]');
  const languages = place(
    queries.map((query) => query.language),
    'text[]',
  );
  const tsqueries = place(
    queries.map((query) => query.tsquery),
    'text[]',
  );
  return `
    select ${no}, ${variant}, false, entry.text_id, entry.owner_id, ${place(phrase.weight, 'float8')} * ${gain}
    from posting entry
    join indexed_text candidate on candidate.id = entry.text_id
    join unnest(${languages}, ${tsqueries}) as phrase(language, query)
      on phrase.language = candidate.language and candidate.vector @@ phrase.query::tsquery
    ${readable}
    where entry.term_id = any(${terms})`;
}
