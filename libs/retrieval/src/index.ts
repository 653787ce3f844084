export { retrievalArea } from './area.js';
export { type BrokenText, brokenTexts, removeBroken } from './commands/broken-texts.js';
export { countTerms } from './commands/count-terms.js';
export {
  type DifferingText,
  differingTexts,
  removeTexts,
  removeTextsById,
  replaceTexts,
} from './commands/index-texts.js';
export {
  type AnalysedWord,
  aboutDf,
  analyseWords,
  isReadableSql,
  lexemesOf,
  type PhraseVariant,
  type ReadableJoin,
  type Variant,
  wordKey,
  wordsMeant,
} from './queries/analyse-words.js';
export { togetherSql } from './queries/closeness.js';
export { completeWord, PREFIX_LETTERS } from './queries/complete-word.js';
export { CORRECTED_WEIGHT, correctWord, isCorrectable } from './queries/correct-word.js';
export { phraseOwnersSql, wordOwnersSql } from './queries/phrase.js';
export { readableForms } from './queries/readable-forms.js';
export { commonWords, type Statistics, scoreTextsSql } from './queries/score-texts.js';
export { takeApart } from './queries/take-apart.js';
export { type TermSource, type WeightiestTerms, weightiestTermsSql } from './queries/weightiest-terms.js';
export { B, type Corpus, idf } from './text/bm25.js';
export { slipsBetween, wordsNear } from './text/near-words.js';
export type { Queryable, TextField, TextUnit } from './text/unit.js';
export { type Word, wordLine, wordsOf } from './text/words.js';
