export enum SearchNoteKind {
  QUERY_CUT = 'QUERY_CUT',
  QUOTES_IGNORED = 'QUOTES_IGNORED',
  QUOTE_UNCLOSED = 'QUOTE_UNCLOSED',
  WORD_UNKNOWN = 'WORD_UNKNOWN',
  WORD_COMMON = 'WORD_COMMON',
  WORD_CORRECTED = 'WORD_CORRECTED',
  WORD_RARE = 'WORD_RARE',
  WORD_EXPANDED = 'WORD_EXPANDED',
  ENGINE_ABSENT = 'ENGINE_ABSENT',
  FACET_CUT = 'FACET_CUT',
  INDEX_BEHIND = 'INDEX_BEHIND',
}

/** Something that was ignored or cut, in words. */
export interface Note {
  kind: SearchNoteKind;
  message: string;
}
