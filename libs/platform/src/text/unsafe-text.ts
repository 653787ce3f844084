// C0 and C1 control characters except tab, line feed and carriage return; they have no place in a paper and hide text in logs and terminals.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
// Bidirectional overrides and isolates, which can make a text read differently from what it says.
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Says what makes a text unfit to be stored, as the end of the sentence "The text …"; undefined when it is fine. */
export function unsafeText(text: string): string | undefined {
  if (LONE_SURROGATE.test(text)) return 'contains half of a surrogate pair, so it is not valid Unicode';
  if (CONTROL.test(text)) return 'contains control characters; remove everything but tabs and line breaks';
  if (BIDI.test(text)) return 'contains invisible characters that change the direction of writing; remove them';
  return undefined;
}

/** One form for line ends and for composed characters (NFC), so that quotes can be found again; trims both ends. */
export function tidyText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** The same for what may be left out: null where there are no words. */
export function tidyTextOrNull(text: string | null | undefined): string | null {
  return tidyText(text ?? '') || null;
}
