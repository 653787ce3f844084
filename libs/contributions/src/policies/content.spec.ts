import { describe, expect, it } from '@jest/globals';
import {
  ArchitectureStyle,
  Audience,
  type Content,
  ContributionKind,
  fingerprint,
  missingForSubmission,
  NO_DETAILS,
  textDiffers,
} from './content.js';

const content = (change: Partial<Content> = {}, details: Partial<Content['details']> = {}): Content => ({
  title: 'A title',
  abstract: 'An abstract.',
  body: 'A body.',
  language: 'en',
  audience: Audience.PUBLIC,
  embargoUntil: null,
  eventId: null,
  themeIds: ['t1', 't2'],
  systemIds: [],
  organisationIds: ['o1'],
  authorIds: [],
  files: [],
  ...change,
  details: { ...NO_DETAILS, statement: 'We are for it.', asks: ['Do it.'], ...details },
});

describe('what is missing before it can be submitted', () => {
  const paths = (kind: ContributionKind, given: Content) =>
    missingForSubmission(kind, given).map((fault) => fault.path);
  const bare = content({ title: '', abstract: '' }, { statement: null, asks: [] });

  it.each<[ContributionKind, string[][]]>([
    [ContributionKind.POSITION_PAPER, [['title'], ['abstract'], ['statement'], ['asks']]],
    [ContributionKind.TECHNOLOGY_NOTE, [['title'], ['abstract'], ['technology'], ['maturity']]],
    [ContributionKind.IMPLEMENTATION_OPTION, [['title'], ['abstract'], ['architecture']]],
  ])('%s', (kind, expected) => {
    expect(paths(kind, bare)).toEqual(expected);
  });

  it('nothing of a complete one of each kind', () => {
    expect(paths(ContributionKind.POSITION_PAPER, content())).toEqual([]);
    const note = content({}, { technology: 'Matcher', maturity: 1 });
    expect(paths(ContributionKind.TECHNOLOGY_NOTE, note)).toEqual([]);
    const option = content({}, { architecture: ArchitectureStyle.HYBRID });
    expect(paths(ContributionKind.IMPLEMENTATION_OPTION, option)).toEqual([]);
  });

  it('white space is no title and no abstract; a body is not needed', () => {
    const blank = content({ title: ' \n\t', abstract: '\u00a0', body: null });
    expect(paths(ContributionKind.POSITION_PAPER, blank)).toEqual([['title'], ['abstract']]);
  });

  it('each fault is a sentence', () => {
    for (const fault of missingForSubmission(ContributionKind.POSITION_PAPER, bare)) {
      expect(fault.message).toMatch(/^Before it can be submitted, it needs .+\.$/);
    }
  });
});

describe('whether the text differs', () => {
  it.each<[string, Content]>([
    ['title', content({ title: 'Another' })],
    ['abstract', content({ abstract: 'Another.' })],
    ['body', content({ body: null })],
    ['language', content({ language: 'fr' })],
    ['statement', content({}, { statement: 'We are against it.' })],
    ['order of asks', content({}, { asks: ['Now.', 'Do it.'] })],
    ['costs', content({}, { costEstimate: { low: 1, high: 2, currency: 'EUR', basis: null } })],
  ])('by its %s', (_, other) => {
    expect(textDiffers(content(), other)).toBe(true);
  });

  it.each<[string, Content]>([
    ['nothing', content()],
    ['themes', content({ themeIds: [] })],
    ['systems', content({ systemIds: ['s'] })],
    ['event', content({ eventId: 'e' })],
    ['audience', content({ audience: Audience.CONFIDENTIAL })],
    ['embargo', content({ embargoUntil: new Date(0) })],
    ['organisations and authors', content({ organisationIds: [], authorIds: ['a'] })],
  ])('not by its %s', (_, other) => {
    expect(textDiffers(content(), other)).toBe(false);
  });
});

describe('the fingerprint', () => {
  // The receipt of a revision must be the same for ever: if this changes, receipts given before are worth nothing.
  it('is stable', () => {
    expect(fingerprint(ContributionKind.POSITION_PAPER, content())).toBe(
      '8e488b2e74c7c1edd937962f49fb4b14dbfff6fc7f8bb7a1f5ab055ca68d39cc',
    );
  });

  it('does not hang on the order of keys', () => {
    const given = content();
    const reversed = Object.fromEntries(Object.entries(given).reverse()) as unknown as Content;
    reversed.details = Object.fromEntries(Object.entries(given.details).reverse()) as unknown as Content['details'];
    expect(fingerprint(ContributionKind.POSITION_PAPER, reversed)).toBe(
      fingerprint(ContributionKind.POSITION_PAPER, given),
    );
  });

  it.each<[string, ContributionKind, Content]>([
    ['kind', ContributionKind.TECHNOLOGY_NOTE, content()],
    ['audience', ContributionKind.POSITION_PAPER, content({ audience: Audience.AGENCY })],
    ['embargo', ContributionKind.POSITION_PAPER, content({ embargoUntil: new Date(0) })],
    ['another embargo', ContributionKind.POSITION_PAPER, content({ embargoUntil: new Date(1) })],
    ['themes', ContributionKind.POSITION_PAPER, content({ themeIds: ['t2', 't1'] })],
    ['body', ContributionKind.POSITION_PAPER, content({ body: null })],
    ['an empty body', ContributionKind.POSITION_PAPER, content({ body: '' })],
    ['asks', ContributionKind.POSITION_PAPER, content({}, { asks: [] })],
  ])('differs by %s', (_, kind, other) => {
    expect(fingerprint(kind, other)).not.toBe(fingerprint(ContributionKind.POSITION_PAPER, content()));
    expect(fingerprint(kind, other)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells apart what runs together', () => {
    const one = content({}, { asks: ['a', 'b'] });
    const other = content({}, { asks: ['a","b'] });
    expect(fingerprint(ContributionKind.POSITION_PAPER, one)).not.toBe(
      fingerprint(ContributionKind.POSITION_PAPER, other),
    );
  });
});
