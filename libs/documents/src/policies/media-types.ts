/** What may be handed in. Everything else is refused, whatever its name says. */
export const MEDIA_TYPES = {
  'application/pdf': { extensions: ['pdf'], words: 'PDF' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extensions: ['docx'],
    words: 'Word (DOCX)',
  },
  'application/vnd.oasis.opendocument.text': { extensions: ['odt'], words: 'OpenDocument text (ODT)' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    extensions: ['pptx'],
    words: 'PowerPoint (PPTX)',
  },
  'text/html': { extensions: ['html', 'htm', 'xhtml'], words: 'HTML' },
  'text/markdown': { extensions: ['md', 'markdown'], words: 'Markdown' },
  'text/plain': { extensions: ['txt', 'text'], words: 'plain text' },
} as const satisfies Record<string, { extensions: readonly string[]; words: string }>;

export type MediaType = keyof typeof MEDIA_TYPES;

/** "PDF, Word (DOCX), … or plain text". */
export function acceptedTypes(): string {
  const words = Object.values(MEDIA_TYPES).map((type) => type.words);
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** What may be shown in a browser under our own address; the others are only ever saved. */
export function isShownInline(mediaType: string): boolean {
  return mediaType === 'application/pdf';
}
