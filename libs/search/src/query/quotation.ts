/** Quotation marks that enclose a phrase, of every kind, as they stand within a class of a regular expression. */
export const QUOTATION_MARKS = '"“”„«»';

const inner = `[^${QUOTATION_MARKS}]*`;

/** A part of a regular expression: what stands in quotation marks, opened and closed as languages of the EU do it (“en”, „de“, »da«, ”sv”, »fi», «fr»). */
export const QUOTED = [`["“]${inner}["”“]`, `„${inner}["”“]`, `”${inner}”`, `«${inner}["»]`, `»${inner}[«»]`].join('|');
