import { describe, expect, it } from '@jest/globals';
import { splitAbstract } from './split-abstract.js';

describe('the abstract of a text without one', () => {
  it('is the first paragraph, which the body does not repeat', () => {
    expect(splitAbstract('First,\nstill first.\n\nSecond.\n\n\nThird.')).toEqual({
      abstract: 'First,\nstill first.',
      body: 'Second.\n\nThird.',
      cut: false,
    });
    expect(splitAbstract('Only.')).toEqual({ abstract: 'Only.', body: null, cut: false });
  });

  it('is not a heading', () => {
    expect(splitAbstract('# Title\nFirst.\n\n## Next\n\nSecond.').abstract).toBe('First.');
    expect(splitAbstract('## Abstract\n\nFirst.\n\n## Next').body).toBe('## Next');
    expect(splitAbstract('# Title\n\nFirst.').body).toBe('# Title');
    expect(splitAbstract('# Nothing else')).toEqual({ abstract: '', body: '# Nothing else', cut: false });
  });

  it('takes long lines for paragraphs where no line is empty, but not wrapped ones', () => {
    const long = 'word '.repeat(60).trim();
    expect(splitAbstract(`${long}\n${long}`)).toEqual({ abstract: long, body: long, cut: false });
    expect(splitAbstract('one\ntwo\nthree').body).toBeNull();
  });

  it('is cut at the end of a sentence when the paragraph is too long, and nothing is lost', () => {
    const text = 'This sentence is repeated. '.repeat(200).trim();
    const { abstract, body, cut } = splitAbstract(text);
    expect(cut).toBe(true);
    expect(abstract.length).toBeLessThanOrEqual(3_000);
    expect(abstract.endsWith('.')).toBe(true);
    expect(`${abstract} ${body}`).toBe(text);
    expect(splitAbstract('x'.repeat(3_500)).abstract).toHaveLength(3_000);
  });
});
