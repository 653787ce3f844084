import { describe, expect, it } from '@jest/globals';
import { cutPassages } from './cut-passages.js';

const words = (count: number, word = 'word') => Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ');
const sentences = (count: number) => Array.from({ length: count }, (_, i) => `Sentence ${i} says this.`).join(' ');
const squeezed = (text: string) => text.replace(/\s+/g, '');
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Nothing is lost, nothing doubled, and no piece is out of bounds. */
function expectWhole(markdown: string, headings = 0) {
  const cut = cutPassages(markdown);
  const kept = squeezed(cut.map((passage) => passage.text).join(''));
  if (headings === 0) expect(kept).toBe(squeezed(markdown));
  for (const { text } of cut) {
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(9_000);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(300);
    expect(text).not.toMatch(LONE);
  }
  return cut;
}

/** Milliseconds of this process's own work, however busy the machine is. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000;
}

describe('cutting text into passages', () => {
  it.each(['', ' ', '\n\n\n', '\t\r\n', '# ', '#'])('nothing of %j worth keeping, or all of it', (text) => {
    expect(
      cutPassages(text)
        .map((passage) => passage.text)
        .join(''),
    ).toBe(text.trim());
  });

  it('keeps paragraphs together up to about 100 words, and none crosses a heading', () => {
    const cut = cutPassages(`Before.\n\n# One\n${words(30)}\n\n${words(30)}\n\n## Two #\n${words(120)}\n\nAfter.`);
    expect(cut.map(({ heading, text }) => [heading, text.split(/\s+/).length])).toEqual([
      [null, 1],
      ['One', 60],
      ['Two', 120],
      ['Two', 1],
    ]);
  });

  it('cuts long paragraphs at ends of sentences', () => {
    const cut = expectWhole(sentences(200));
    expect(cut.length).toBeGreaterThan(3);
    for (const { text } of cut) expect(text).toMatch(/^Sentence .*this\.$/s);
  });

  it('cuts a sentence without end between words', () => {
    expect(expectWhole(words(1_000)).length).toBeGreaterThanOrEqual(5);
  });

  it('bounds one million letters without a space', () => {
    const text = 'x'.repeat(1_000_000);
    expect(expectWhole(text).length).toBeGreaterThanOrEqual(125);
    expect(processorTime(() => cutPassages(text))).toBeLessThan(2_000);
  });

  it.each([
    ['a page of a script without spaces', '漢'.repeat(10_000)],
    ['letters of two units each', '\u{20000}'.repeat(50_001)],
    ['one unit, then letters of two units each', `a${'\u{1f600}'.repeat(20_000)}`],
    ['words and then letters of two units each', `${words(300)} b${'\u{1f600}'.repeat(9_001)}`],
    ['joined letters', '👩‍👩‍👧'.repeat(3_000)],
  ])('never halves a letter: %s', (_, text) => {
    expectWhole(text);
  });

  it.each([
    ['a million line breaks', '\n'.repeat(1_000_000)],
    ['a million spaces', ' '.repeat(1_000_000)],
    ['spaces within a line', `a${' '.repeat(999_998)}b`],
    ['300,000 headings', '# a\n'.repeat(250_000)],
    ['hashes', '#'.repeat(1_000_000)],
    ['a heading of hashes', `# ${'#'.repeat(500_000)} x`],
    ['a heading of spaces', `# a${' '.repeat(500_000)}b`],
    ['fences', '```\n'.repeat(250_000)],
    ['full stops', '. '.repeat(500_000)],
    ['full stops and quotes', '." '.repeat(333_333)],
    ['short words', 'a '.repeat(500_000)],
  ])('takes no longer than it must: %s', (_, text) => {
    let [whole, quarter] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    // Four times the text takes four times as long; sixteen times would be the square.
    const isSquare = () => whole >= 10 * (quarter + 20);
    // Other threads of the process work too, more when the machine is busy: of several tries the least counts.
    for (let tries = 0; tries < 5 && isSquare(); tries++) {
      whole = Math.min(
        whole,
        processorTime(() => cutPassages(text)),
      );
      quarter = Math.min(
        quarter,
        processorTime(() => cutPassages(text.slice(0, text.length / 4))),
      );
    }
    expect({ whole, quarter, isSquare: isSquare() }).toMatchObject({ isSquare: false });
  });

  it('reads headings only where they are: not in fences, not without a space, not in the seventh degree', () => {
    const cut = cutPassages(
      '# Real\n```\n# not one\n```\n#also not\n\n####### nor this\n\n~~~~\n# nor here\n~~~\n# nor now\n~~~~\n# Last\nend',
    );
    expect(cut.map((passage) => passage.heading)).toEqual(['Real', 'Last']);
    expect(cut[0]?.text).toContain('# nor now');
  });

  it('an open fence runs to the end', () => {
    const cut = cutPassages('a\n\n```js\ncode\n\n# still code');
    expect(cut).toEqual([{ heading: null, text: 'a\n\n```js\ncode\n\n# still code' }]);
  });

  it('a fence closes only with one of its own kind that says nothing more', () => {
    const cut = cutPassages('```\ncode\n``` js\n# still code\n```\n# Out\ntext');
    expect(cut.map((passage) => passage.heading)).toEqual([null, 'Out']);
  });

  it.each(['\r\n', '\r'])('reads line ends of other systems (%j) alike', (end) => {
    const text = `# Head\nOne\ntwo.\n\nThree.\n\n## Other\n${words(20)}`;
    expect(cutPassages(text.replaceAll('\n', end)).map(({ heading, text: t }) => [heading, squeezed(t)])).toEqual(
      cutPassages(text).map(({ heading, text: t }) => [heading, squeezed(t)]),
    );
  });

  it('the same text is always cut alike, and an edit leaves what is far from it as it was', () => {
    const paragraphs = Array.from({ length: 40 }, (_, i) => words(60, `p${i}x`));
    const cut = cutPassages(paragraphs.join('\n\n'));
    expect(cutPassages(paragraphs.join('\n\n'))).toEqual(cut);
    const headed = (second: string) => cutPassages(`# A\n${words(150)}\n\n# B\n${second}\n\n# C\n${words(150, 'c')}`);
    expect(headed('one').at(-1)).toEqual(headed('two').at(-1));
  });
});
