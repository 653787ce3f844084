// What says how letters and paragraphs look, or where Word was when it saved; none of it says anything to a reader of the text.
const LOOKS = [
  ...[
    'rFonts',
    'sz',
    'szCs',
    'color',
    'lang',
    'kern',
    'w',
    'spacing',
    'position',
    'highlight',
    'shd',
    'bdr',
    'effect',
    'fitText',
  ],
  ...[
    'b',
    'bCs',
    'i',
    'iCs',
    'u',
    'caps',
    'smallCaps',
    'strike',
    'dstrike',
    'outline',
    'shadow',
    'emboss',
    'imprint',
    'noProof',
    'rtl',
    'cs',
  ],
  ...[
    'ind',
    'jc',
    'keepNext',
    'keepLines',
    'widowControl',
    'contextualSpacing',
    'snapToGrid',
    'autoSpaceDE',
    'autoSpaceDN',
    'adjustRightInd',
  ],
  ...[
    'suppressAutoHyphens',
    'textAlignment',
    'bidi',
    'proofErr',
    'lastRenderedPageBreak',
    'bookmarkStart',
    'bookmarkEnd',
  ],
  ...['tcW', 'vAlign', 'trHeight', 'cantSplit', 'tblHeader', 'gridCol'],
];
const EMPTY_ELEMENT = new RegExp(`<w:(?:${LOOKS.join('|')})(?:\\s[^<>]*)?/>`, 'g');
const SAVED = /<w:[^<>]* (?:w:rsid|w14:)[^<>]*>/g;
const IDS_OF_SAVING = / (?:w:rsid\w*|w14:(?:paraId|textId))="[^"<>]*"/g;

/**
 * The XML of a Word document without what it says of looks: most of what Word writes, and in memory a kilobyte an element. In text there is
 * no “<”, so only elements are met.
 */
export function withoutLooks(xml: string): string {
  return xml
    .replace(EMPTY_ELEMENT, '')
    .replace(SAVED, (tag) => tag.replace(IDS_OF_SAVING, ''))
    .replaceAll('<w:rPr></w:rPr>', '');
}
