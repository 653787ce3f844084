// Ligatures of Latin and Armenian, and letters of Hebrew and Arabic in the forms that fonts draw.
const DRAWN_FORMS = /[\ufb00-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]/gu;
// A mark drawn alone stands on a space or on a stretched line.
const ALONE = /^[ \u0640](?=\p{M})/u;
// Bullets and signs of Symbol and Wingdings, as Word hands them on; what else is in private use says nothing.
const SIGNS = new Map(
  Object.entries({
    '\uf0b7': '•',
    '\uf0a7': '▪',
    '\uf06e': '■',
    '\uf06f': '□',
    '\uf0a8': '□',
    '\uf071': '❑',
    '\uf076': '❖',
    '\uf0d8': '➢',
    '\uf0e0': '→',
    '\uf0fc': '✓',
    '\uf0fe': '☒',
    '\uf0b0': '°',
    '\uf0b1': '±',
    '\uf0b4': '×',
    '\uf0a3': '≤',
    '\uf0b3': '≥',
  }),
);
const SIGN = new RegExp(`[${[...SIGNS.keys()].join('')}]`, 'g');
// What is no text: controls, soft hyphens, zero-width spaces, marks and overrides of direction, private use, non-characters.
const NO_TEXT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e0fff}]|\p{Co}|\p{Cs}/gu;

// What already is a single space is not met: replacing each one of a long text takes many times its memory.
const WIDE_SPACE = /[^\S\n]{2,}|[^\S \n]/gu;

/** Text as it is kept: composed characters, no ligatures, nothing invisible, every line break and space a single one. */
export function cleanText(text: string): string {
  return cleanCharacters(text)
    .replace(WIDE_SPACE, ' ')
    .replace(/ \n ?|\n /g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** White space as a layout of the source has it, which says no more than that words are parted. */
export function singleSpaces(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/gu, ' ');
}

/** Text as it is kept, but for its spaces. */
export function cleanCharacters(text: string): string {
  // Most is of these, and clean.
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v]/g, '\n')
    .replace(DRAWN_FORMS, (form) => form.normalize('NFKC').replace(ALONE, ''))
    .replace(SIGN, (sign) => SIGNS.get(sign) ?? '')
    .replace(NO_TEXT, '')
    .normalize('NFC');
}
