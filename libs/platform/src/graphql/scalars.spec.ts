import { describe, expect, it } from '@jest/globals';
import { type GraphQLScalarType, parseValue } from 'graphql';
import {
  canonicalLanguageTag,
  DateScalar,
  DateTimeScalar,
  isPartialDate,
  LanguageTagScalar,
  PartialDateScalar,
  parseInstant,
  UrlScalar,
} from './scalars.js';

/** As a variable and as a literal; the two must agree. */
function read(scalar: GraphQLScalarType, text: string): unknown {
  const one = attempt(() => scalar.parseValue(text));
  const other = attempt(() => scalar.parseLiteral(parseValue(JSON.stringify(text)), {}));
  expect(other).toEqual(one);
  return one;
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    expect((error as Error).message).toMatch(/ must /);
    return 'REFUSED';
  }
}

describe('DateTime', () => {
  it.each([
    ['2017-06-08T09:30:00Z', '2017-06-08T09:30:00.000Z'],
    ['2017-06-08T09:30:00.1Z', '2017-06-08T09:30:00.100Z'],
    ['2017-06-08T09:30:00.123Z', '2017-06-08T09:30:00.123Z'],
    ['2016-02-29T23:59:59.999Z', '2016-02-29T23:59:59.999Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('takes %s', (text, iso) => {
    expect(read(DateTimeScalar, text)).toEqual(new Date(iso));
    expect(DateTimeScalar.serialize(new Date(iso))).toBe(iso);
  });

  it.each([
    '2017-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2017-00-10T00:00:00Z',
    '2017-13-10T00:00:00Z',
    '2017-04-31T00:00:00Z',
    '2017-06-00T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2017-06-08T24:00:00Z',
    '2017-06-08T23:60:00Z',
    '2017-06-08T23:59:60Z',
    '2017-06-08T09:30:00',
    '2017-06-08T09:30:00+00:00',
    '2017-06-08T09:30:00+02:00',
    '2017-06-08T09:30:00-00:00',
    '2017-06-08t09:30:00z',
    '2017-06-08 09:30:00Z',
    '2017-06-08T09:30Z',
    '2017-06-08T09:30:00.Z',
    '2017-06-08T09:30:00.1234Z',
    '2017-06-08T09:30:00,1Z',
    '+002017-06-08T09:30:00Z',
    '-2017-06-08T09:30:00Z',
    '20170608T093000Z',
    '2017-06-08T09:30:00Z ',
    '2017-06-08T09:30:00Z\n',
    '2017-06-08',
    '1496914200000',
    'Infinity',
    '٢٠١٧-٠٦-٠٨T09:30:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(read(DateTimeScalar, text)).toBe('REFUSED');
    expect(parseInstant(text)).toBeUndefined();
  });

  it.each([0, 1496914200000, null, true, {}, [], Number.NaN])('refuses %p, which is no text', (value) => {
    expect(attempt(() => DateTimeScalar.parseValue(value))).toBe('REFUSED');
  });
});

describe('Date', () => {
  it.each(['2017-06-08', '2016-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s as it is', (text) => {
    expect(read(DateScalar, text)).toBe(text);
  });
  it.each([
    '2017-02-29',
    '1900-02-29',
    '2017-04-31',
    '2017-00-01',
    '2017-01-00',
    '0000-01-01',
    '2017-6-8',
    '17-06-08',
    '2017-06',
    '2017',
    '10000-01-01',
    '2017-06-08T00:00:00Z',
    ' 2017-06-08',
    '2017-06-08\n',
    '',
  ])('refuses %j', (text) => {
    expect(read(DateScalar, text)).toBe('REFUSED');
  });
});

describe('PartialDate', () => {
  it.each(['2017', '2017-06', '2017-12', '2017-06-08', '2016-02-29'])('takes %s', (text) => {
    expect(read(PartialDateScalar, text)).toBe(text);
    expect(isPartialDate(text)).toBe(true);
  });
  it.each(['2017-13', '2017-00', '2017-6', '2017-02-29', '201', '20170', '2017-06-', '2017/06', '~2017', '2017\n', ''])(
    'refuses %j',
    (text) => {
      expect(read(PartialDateScalar, text)).toBe('REFUSED');
    },
  );
});

describe('LanguageTag', () => {
  it.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['pt-pt', 'pt-PT'],
    ['SR-latn', 'sr-Latn'],
    ['de-CH-1996', 'de-CH-1996'],
  ])('takes %s as %s', (text, tag) => {
    expect(read(LanguageTagScalar, text)).toBe(tag);
  });
  it.each(['', 'e', 'english language', 'en_GB', 'en-', '-en', 'x'.repeat(36), 'en\u0000', '*', 'en-GB-oed-x'])(
    'refuses %j',
    (text) => {
      expect(read(LanguageTagScalar, text)).toBe('REFUSED');
      expect(canonicalLanguageTag(text)).toBeUndefined();
    },
  );
});

describe('Url', () => {
  it.each(['https://example.org/', 'http://example.org/a?b=c#d'])('takes %s', (text) => {
    expect(read(UrlScalar, text)).toBe(text);
  });
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.org',
    'example.org',
    'https://',
    '',
  ])('refuses %j', (text) => {
    expect(read(UrlScalar, text)).toBe('REFUSED');
  });
});
