/** Signs that may mean something in Markdown: emphasis, links, code, HTML, tables, headings, lists, escapes, addresses, breaks. */
const SIGNS = /[*_`[\]<>|~#\\&@]|^\s*(?:[-+]|\d+[.)])(?:\s|$)|^(?: {4}|\t)|^[=-]+\s*$| {2}$|https?:|www\./m;

/** Whether a text may be more than plain paragraphs; rather once too often than once too seldom. */
export const hasMarkup = (text: string): boolean => SIGNS.test(text);
