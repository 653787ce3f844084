/** How an index differs from the tables, in rows or documents, leaving out what is known to be behind. */
export interface Drift {
  /** In the tables and not in the index. */
  missing: number;
  /** In the index and not in the tables. */
  ghost: number;
  /** In both, and different. */
  stale: number;
}
