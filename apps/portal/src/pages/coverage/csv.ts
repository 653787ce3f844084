// What spreadsheets would run as a formula.
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180) with a byte order mark, which spreadsheets know UTF-8 by; a text that would be a formula gets an apostrophe. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  const field = (value: string | number) => {
    if (typeof value === 'number') return String(value);
    const safe = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
