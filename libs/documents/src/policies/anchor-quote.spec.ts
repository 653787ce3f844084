import { describe, expect, it } from '@jest/globals';
import { anchorQuote } from './anchor-quote.js';

const LONG = 'Templates of one system are never shown to the users of another one of the systems.';
const anchor = (texts: string[], quote: string, context: { prefix?: string; suffix?: string } = {}) => {
  const place = anchorQuote(
    texts.map((text, index) => ({ id: `p${index}`, text })),
    { quote, ...context },
  );
  if (place) expect(texts[Number(place.passageId.slice(1))]?.slice(place.start, place.end)).toBe(place.quote);
  return place && [place.passageId, place.quote];
};

describe('finding a quote again', () => {
  it('wherever the passages are cut now, and however their context has changed', () => {
    expect(anchor(['Before.', `Other words. ${LONG} More.`], LONG, { prefix: 'Before.', suffix: 'After.' })).toEqual([
      'p1',
      LONG,
    ]);
  });

  it.each([
    ['spaces', 'Templates of one sys tem are neve r shown', 'Templates of one system are never shown'],
    ['hyphens', 'the inter-operability of sys\u2011tems', 'the interoperability of systems'],
    ['case and ligatures', 'AN EFFICIENT OFFICE', 'an eﬃcient oﬃce'],
    ['accents that are composed otherwise', 'un cafe\u0301 noir', 'un café noir'],
  ])('whatever its %s', (_, text, quote) => {
    expect(anchor([`So ${text}, they say.`], quote)).toEqual(['p0', text]);
  });

  it('with a few slips in long words', () => {
    const text = LONG.replace('Templates', 'Ternplates');
    expect(anchor([`First. ${text} Last.`], LONG)).toEqual(['p0', text]);
  });

  it.each([
    ['a word less', LONG.replace('never ', '')],
    ['a short word more', LONG.replace('are never', 'are no never')],
    ['another number', 'x'],
    ['other words', 'Something else is said here altogether, and at some length, by somebody else.'],
  ])('but not with %s', (_, text) => {
    expect(anchor([text], LONG)).toBeUndefined();
    expect(
      anchor(
        ['We ask for an interoperability budget of 45 million euros.'],
        'We ask for an interoperability budget of 48 million euros.',
      ),
    ).toBeUndefined();
    expect(
      anchor(
        ['This is now the case for all of the systems that exist.'],
        'This is not the case for all of the systems that exist.',
      ),
    ).toBeUndefined();
  });

  it('of several places the one with its context, or none', () => {
    const texts = ['We say: for it is so-and-so. They say: for it is so and so.'];
    expect(anchor(texts, 'For it is so and so', { prefix: 'They say: ' })?.[1]).toBe('for it is so and so');
    expect(anchor(['One two. One two.'], 'one two')).toBeUndefined();
  });

  it('takes no longer than it must in a long file', () => {
    const begun = Date.now();
    const texts = Array.from(
      { length: 3_000 },
      (_, index) => `Passage ${index} ${'of words that look much like one another '.repeat(20)}`,
    );
    expect(
      anchor(texts, 'of words that look much like one another but for the end which is altogether different'.repeat(5)),
    ).toBeUndefined();
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
