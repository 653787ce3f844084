import type { Attestation } from '../policies/terms.js';

/** Where something is known from, as it lies in the columns of `sourced` entities. */
export interface SourceRow {
  sourceDocument: string;
  sourceUrl: string | null;
  sourceSection: string | null;
  sourcePage: string | null;
  sourceStage: string | null;
  attestation: Attestation;
  note: string | null;
}

/** The select list of a SourceRow from the table of this alias. */
export const sourceColumns = (alias: string) =>
  `${alias}.source_document as "sourceDocument", ${alias}.source_url as "sourceUrl",
   ${alias}.source_section as "sourceSection", ${alias}.source_page as "sourcePage",
   ${alias}.source_stage as "sourceStage", ${alias}.attestation, ${alias}.note`;
