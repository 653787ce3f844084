/** The head of a thing (title and abstract), or a passage of its body. */
export type TextField = 'HEAD' | 'BODY';

/** One text to be found. Its parts weigh differently: a title's words count thrice, a heading's twice. */
export interface TextUnit {
  ownerId: string;
  /** The passage; null for a head, of which there is one an owner. */
  unitId: string | null;
  field: TextField;
  /** BCP 47. */
  language: string;
  title?: string;
  heading?: string | null;
  text: string;
}

/** Anything that runs SQL: a database or a transaction. */
export interface Queryable {
  /** `plan`: a statement that comes again and again, and whose plan suits all values, is planned ONCE. */
  query<Row>(sql: string, parameters?: unknown[], options?: { plan?: 'EACH' | 'ONCE' | 'ONCE_LARGE' }): Promise<Row[]>;
}
