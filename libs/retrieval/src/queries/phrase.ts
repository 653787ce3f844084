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
 * SQL for the postings (`columns` of them) of a phrase's rarest word in texts that have its other words too: so that positions, which are
 * long to read, are looked at in few texts. The others are asked for text by text, which `offset 0` holds the planner to.
 */
function narrowedSql(words: readonly AnalysedWord[], columns: string, parameters: unknown[]): string {
  const [rarest, ...others] = [...words]
    .sort((one, other) => aboutDf(one) - aboutDf(other))
    .map((word) => `any($${parameters.push(word.variants.map((variant) => variant.termId))}::bigint[])`);
  const beside = others.map(
    (terms) =>
      ` and exists (select from posting other where other.term_id = ${terms} and other.text_id = posting.text_id offset 0)`,
  );
  return `select ${columns} from posting where posting.term_id = ${rarest}${beside.join('')} offset 0`;
}

/** SQL that gives the owners of texts with the phrase. */
export function phraseOwnersSql(words: readonly AnalysedWord[], parameters: unknown[]): string {
  const queries = phraseQueries(words);
  if (queries.length === 0) return 'select null::uuid as owner_id where false';
  const narrowed = narrowedSql(words, 'text_id', parameters);
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
  parameters: unknown[],
): string {
  const queries = phraseQueries(phrase.words);
  const narrowed = narrowedSql(phrase.words, 'text_id, owner_id, tf, length', parameters);
  const place = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`;
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
    from (${narrowed}) entry
    join indexed_text candidate on candidate.id = entry.text_id
    join unnest(${languages}, ${tsqueries}) as phrase(language, query)
      on phrase.language = candidate.language and candidate.vector @@ phrase.query::tsquery
    ${readable}`;
}
