import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

// Apollo answers a thrown scalar error as BAD_USER_INPUT with HTTP 400; nothing has run by then.
function textScalar(
  name: string,
  description: string,
  specifiedByURL: string | undefined,
  check: (text: string) => string,
) {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} must be a string.`);
    return check(value);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} must be a string.`, { nodes: node });
      return parse(node.value);
    },
  });
}

/** True for a day that there is, of the years 1 to 9999. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  // Date.UTC would take the years to 99 for those of the last century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year >= 1 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

/** Parses an RFC 3339 instant in UTC with at most milliseconds; undefined when it is anything else. */
export function parseInstant(text: string): Date | undefined {
  const match = INSTANT.exec(text);
  return match && isCalendarDate(match[1] ?? '') ? new Date(text) : undefined;
}

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant: RFC 3339, UTC (ending in Z), millisecond precision. Anything else is refused.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: (value) => {
    const instant = typeof value === 'string' ? parseInstant(value) : undefined;
    if (!instant)
      throw new GraphQLError('DateTime must be an RFC 3339 instant in UTC such as 2017-06-08T09:30:00.000Z.');
    return instant;
  },
  parseLiteral: (node) => {
    const instant = node.kind === Kind.STRING ? parseInstant(node.value) : undefined;
    if (!instant) {
      throw new GraphQLError('DateTime must be an RFC 3339 instant in UTC such as 2017-06-08T09:30:00.000Z.', {
        nodes: node,
      });
    }
    return instant;
  },
});

export const DateScalar = textScalar(
  'Date',
  'A calendar date, ISO 8601: 2017-06-08.',
  'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  (text) => {
    if (!isCalendarDate(text)) throw new GraphQLError('Date must be an existing calendar date such as 2017-06-08.');
    return text;
  },
);

/** True for a date known to the day, month or year (EDTF level 0). */
export function isPartialDate(text: string): boolean {
  return /^\d{4}$/.test(text) || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || isCalendarDate(text);
}

export const PartialDateScalar = textScalar(
  'PartialDate',
  'A date known to the day, month or year: 2017-06-08, 2017-06, 2017 (EDTF level 0).',
  'https://www.loc.gov/standards/datetime/',
  (text) => {
    if (!isPartialDate(text)) throw new GraphQLError('PartialDate must look like 2017-06-08, 2017-06 or 2017.');
    return text;
  },
);

/** The canonical form of a BCP 47 tag (en, pt-PT, sr-Latn); undefined when it is not one. */
export function canonicalLanguageTag(text: string): string | undefined {
  if (text.length > 35) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

export const LanguageTagScalar = textScalar(
  'LanguageTag',
  'A language, BCP 47: en, fr, pt-PT.',
  'https://www.rfc-editor.org/rfc/bcp/bcp47.txt',
  (text) => {
    const tag = canonicalLanguageTag(text);
    if (!tag) throw new GraphQLError('LanguageTag must be a BCP 47 tag such as en or pt-PT.');
    return tag;
  },
);

export const UrlScalar = textScalar('Url', 'A web address, http or https.', 'https://url.spec.whatwg.org/', (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new GraphQLError('Url must be an absolute http or https address.');
  return text;
});
