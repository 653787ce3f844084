import { isPartialDate, unsafeText } from '#libs/platform';

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;
const TEXT_MAX = 10_000;

/** Reads the fields of one item of a data file, and notes what is wrong with each instead of stopping at the first. */
export class ItemReader {
  private readonly read = new Set<string>();

  constructor(
    private readonly item: Record<string, unknown>,
    /** `file, item`. */
    private readonly place: string,
    private readonly faults: string[],
    private readonly parent = '',
  ) {}

  fault(field: string, what: string): void {
    this.faults.push(`${this.place}, ${this.parent}${field}: ${what}`);
  }

  text(field: string): string {
    const text = this.optionalText(field);
    if (text === null && !this.hasFault(field)) this.fault(field, 'is missing');
    return text ?? '';
  }

  optionalText(field: string): string | null {
    const value = this.value(field);
    if (value === null || value === undefined) return null;
    return this.isText(field, value) ? value : null;
  }

  texts(field: string): string[] {
    const value = this.value(field) ?? [];
    if (!Array.isArray(value)) {
      this.fault(field, 'must be a list of texts');
      return [];
    }
    return value.filter((entry): entry is string => this.isText(field, entry));
  }

  /** Texts by key, e.g. labels by language; at least one. */
  textsByKey(field: string): Record<string, string> {
    const value = this.value(field);
    if (!isObject(value) || Object.keys(value).length === 0) {
      this.fault(field, 'must hold at least one text');
      return {};
    }
    const entries = Object.entries(value).filter(([key, text]) => this.isText(`${field}.${key}`, text));
    return Object.fromEntries(entries) as Record<string, string>;
  }

  integer(field: string): number | null {
    const value = this.value(field);
    if (value === null || value === undefined) return null;
    if (Number.isInteger(value)) return value as number;
    this.fault(field, 'must be a whole number');
    return null;
  }

  choice<Value extends string>(field: string, choices: Record<string, Value>): Value {
    const value = this.text(field);
    const values = Object.values(choices);
    if (value && !values.includes(value as Value)) this.fault(field, `“${value}” is none of ${values.join(', ')}`);
    return value as Value;
  }

  optionalChoice<Value extends string>(field: string, choices: Record<string, Value>): Value | null {
    return this.value(field) == null ? null : this.choice(field, choices);
  }

  matching(field: string, shape: RegExp, words: string): string {
    const value = this.text(field);
    if (value && !shape.test(value)) this.fault(field, `“${value}” must be ${words}`);
    return value;
  }

  optionalDate(field: string): string | null {
    return this.checked(
      field,
      (text) => CALENDAR_DATE.test(text) && isPartialDate(text),
      'a calendar date, YYYY-MM-DD',
    );
  }

  optionalPartialDate(field: string): string | null {
    return this.checked(field, isPartialDate, 'a date: YYYY-MM-DD, YYYY-MM or YYYY');
  }

  optionalUrl(field: string): string | null {
    return this.checked(field, isUrl, 'a web address');
  }

  urls(field: string): string[] {
    const urls = this.texts(field);
    for (const url of urls) if (!isUrl(url)) this.fault(field, `“${url}” must be a web address`);
    return urls;
  }

  /** Codes of other items, each known and named once. */
  codes(field: string, known: ReadonlySet<string>, noun: string): string[] {
    const codes = this.texts(field);
    for (const [index, code] of codes.entries()) {
      if (!known.has(code)) this.fault(field, `there is no ${noun} “${code}”`);
      if (codes.indexOf(code) !== index) this.fault(field, `“${code}” is named twice`);
    }
    return [...new Set(codes)];
  }

  /** A nested object, with its own fields. */
  object<Value>(field: string, read: (reader: ItemReader) => Value): Value {
    const value = this.value(field);
    if (!isObject(value)) this.fault(field, 'is missing');
    const reader = new ItemReader(
      isObject(value) ? value : {},
      this.place,
      isObject(value) ? this.faults : [],
      `${field}.`,
    );
    const result = read(reader);
    reader.end();
    return result;
  }

  /** To be called last: a field that nobody asked for is a misspelt one. */
  end(): void {
    for (const field of Object.keys(this.item))
      if (!this.read.has(field)) this.fault(field, 'is not a field of such an item');
  }

  private checked(field: string, holds: (text: string) => boolean, words: string): string | null {
    const text = this.optionalText(field);
    if (text !== null && !holds(text)) this.fault(field, `“${text}” must be ${words}`);
    return text;
  }

  private value(field: string): unknown {
    this.read.add(field);
    return this.item[field];
  }

  private isText(field: string, value: unknown): value is string {
    const what =
      typeof value !== 'string'
        ? 'must be a text'
        : value.trim() === ''
          ? 'is empty'
          : value.length > TEXT_MAX
            ? `is longer than ${TEXT_MAX} characters`
            : unsafeText(value);
    if (what) this.fault(field, what);
    return what === undefined;
  }

  private hasFault(field: string): boolean {
    return this.faults.some((fault) => fault.startsWith(`${this.place}, ${this.parent}${field}: `));
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
