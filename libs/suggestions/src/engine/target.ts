/** What a paper may be found to speak to. */
export enum SuggestionKind {
  RECOMMENDATION = 'RECOMMENDATION',
  THEME = 'THEME',
  SYSTEM = 'SYSTEM',
}

/** A recommendation, theme or system, with everything that tells it in a text. */
export interface Target {
  kind: SuggestionKind;
  /** UUID. */
  id: string;
  code: string;
  /** Its own words, and how much those of each part count. */
  parts: { text: string; weight: number }[];
  /** What it is called: names, abbreviations, synonyms. */
  names: string[];
  /** Phrases that point to it; kept beside it by analysts. */
  cues: string[];
  /** Codes of the systems that a recommendation is about. */
  systems: string[];
  /** What speaks for or against it before anything is read. */
  prior: number;
}

/** Where a text says so, and what was seen there. */
export interface Sign {
  /** Index of the text. */
  unit: number;
  /** First and last word. */
  from: number;
  to: number;
  weight: number;
}
