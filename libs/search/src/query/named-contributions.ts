import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { type Queryable, wordsOf } from '#libs/retrieval';
import { QUOTATION_MARKS } from './quotation.js';

/** Contributions that a query names by their reference. */
export interface Named {
  ids: string[];
  /** The words of those references: they were found, though no text says them. */
  forms: ReadonlySet<string>;
}

const MARK = `[${QUOTATION_MARKS}]`;
// Not what is excluded, nor the end of a longer code.
const REFERENCE = new RegExp(`(?<![\\p{L}\\p{N}-]|-${MARK}\\s*)RT-\\d{4}-\\d{4,9}(?![\\p{L}\\p{N}])`, 'giu');
const QUOTED_REFERENCE = new RegExp(`(?<!-)${MARK}\\s*(RT-\\d{4}-\\d{4,9})\\s*${MARK}`, 'giu');
const REFERENCES_MAX = 20;

/** A reference in quotation marks is no phrase of a text: it means the contribution. */
export const unquoteReferences = (query: string): string => query.replace(QUOTED_REFERENCE, ' $1 ');

/** The contributions whose references stand in a query, among what the asker may read. Costs nothing when it has none. */
export async function namedContributions(database: Queryable, actor: Actor, query: string): Promise<Named> {
  const references = [...new Set(query.match(REFERENCE)?.map((reference) => reference.toUpperCase()))];
  if (references.length === 0) return { ids: [], forms: new Set() };
  const parameters: unknown[] = [references.slice(0, REFERENCES_MAX)];
  const rows = await database.query<{ id: string; reference: string }>(
    `select contribution.id, contribution.reference from contribution
     where contribution.reference = any($1::text[]) and ${readableContributions(actor, parameters, 'contribution')}`,
    parameters,
  );
  return {
    ids: rows.map((row) => row.id),
    forms: new Set(rows.flatMap((row) => wordsOf(row.reference).map((word) => word.form))),
  };
}
