import { asDrawn, hasLeftwards } from '../bidi.js';
import { median, type TextRun } from '../text-run.js';
import type { RecognisedLine, RecognisedWord } from './read-hocr.js';

/** What is less sure than this is dirt, or part of a drawing: a word, and a line on the whole. */
const LEAST_SURE_WORD = 20;
const LEAST_SURE_LINE = 45;
/** How high lines are is measured: by so much they differ without being meant to. */
const SAME_SIZE = 0.2;

/**
 * Recognised words as runs of text, in points of the page, as if a PDF had them: so that columns, running heads and parted words are told by
 * the same rules. A page that lay askew is put straight.
 */
export function recognisedRuns(found: readonly RecognisedLine[], dpi: number): TextRun[] {
  const lines = found
    .map((line) => ({ ...line, words: line.words.filter(({ confidence }) => confidence >= LEAST_SURE_WORD) }))
    .filter(
      ({ words, turned }) =>
        !turned && words.some(({ text }) => /[\p{L}\p{N}]/u.test(text)) && sureness(words) >= LEAST_SURE_LINE,
    );
  const points = 72 / dpi;
  const slope = median(lines.flatMap((line) => line.words.map(() => line.slope)));
  const usual = median(lines.flatMap((line) => line.words.map(() => line.height)));
  const isUsual = (height: number) => Math.abs(height - usual) <= SAME_SIZE * usual;
  return lines.flatMap((line) => {
    const middle = ((line.words[0]?.left ?? 0) + (line.words.at(-1)?.right ?? 0)) / 2;
    const size = isUsual(line.height) ? usual : line.height;
    return pieces(line, size).map((words): TextRun => {
      const text = words.map((word) => word.text).join(' ');
      const shift = slope * line.baseline;
      return {
        text,
        x: (Math.min(...words.map((word) => word.left)) + shift) * points,
        right: (Math.max(...words.map((word) => word.right)) + shift) * points,
        y: (line.baseline - slope * middle) * points,
        size: size * points,
        font: 'recognised',
        spaced: true,
        ...(hasLeftwards(text) && { glyphs: asDrawn(text, true) }),
      };
    });
  });
}

/** The words of a line, parted where white stands between them as between columns. */
function pieces({ words }: RecognisedLine, size: number): RecognisedWord[][] {
  const found: RecognisedWord[][] = [];
  let before: RecognisedWord | undefined;
  for (const word of words) {
    const white = before ? Math.max(word.left - before.right, before.left - word.right) : 0;
    if (before && white < size) found.at(-1)?.push(word);
    else found.push([word]);
    before = word;
  }
  return found;
}

/** How sure the letters of a line are on the average. */
function sureness(words: readonly RecognisedWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters;
}
