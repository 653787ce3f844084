import { unsafeText } from '#libs/platform';

/** Takes a fault of the field at a path. */
export type Report = (field: string, message: string) => void;

/** Reads the fields of a JSON object, and reports what is wrong with each instead of stopping at the first. */
export class FieldReader {
  private readonly asked = new Set<string>();

  constructor(
    private readonly object: Record<string, unknown>,
    private readonly report: Report,
    /** Path of the object in its item, with a dot at its end; empty for the item itself. */
    private readonly parent = '',
  ) {}

  fault(field: string, message: string): void {
    this.report(`${this.parent}${field}`, message);
  }

  has(field: string): boolean {
    return this.value(field) !== null;
  }

  /** Null when absent, null or blank; those are faults when the field is needed. */
  text(field: string, most: number, need: 'NEEDED' | 'OPTIONAL' = 'OPTIONAL'): string | null {
    const value = this.value(field);
    if (value === null) {
      if (need === 'NEEDED') this.fault(field, 'Is missing.');
      return null;
    }
    const text = this.checked(field, value, most);
    if (text === '' && need === 'NEEDED') this.fault(field, 'Is empty.');
    return text || null;
  }

  texts(field: string, entries: number, most: number): string[] {
    return this.list(field, entries).flatMap((value, index) => {
      const text = this.checked(`${field}.${index}`, value, most);
      if (text === '') this.fault(`${field}.${index}`, 'Is empty.');
      return text ? [text] : [];
    });
  }

  /** A value that must have a certain form; `read` answers undefined when it has not. */
  formed<Value>(field: string, read: (text: string) => Value | undefined, message: string): Value | null {
    const text = this.text(field, 2_000);
    if (text === null) return null;
    const value = read(text);
    if (value === undefined) this.fault(field, `“${text.slice(0, 60)}”: ${message}`);
    return value ?? null;
  }

  choice<Value extends string>(field: string, choices: Record<string, Value>): Value | null {
    const values = Object.values(choices);
    return this.formed(field, (text) => values.find((value) => value === text), `Must be one of ${values.join(', ')}.`);
  }

  number(field: string, { low, high, whole }: { low: number; high: number; whole: boolean }): number | null {
    const value = this.value(field);
    if (value === null) return null;
    const fits = typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value));
    if (!fits) this.fault(field, `Must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}.`);
    return fits ? value : null;
  }

  nestedObject(field: string): FieldReader | null {
    const value = this.value(field);
    return value === null ? null : this.nested(field, value);
  }

  objects(field: string, entries: number): FieldReader[] {
    return this.list(field, entries).flatMap((value, index) => this.nested(`${field}.${index}`, value) ?? []);
  }

  /** To be called last: a field that nobody asked for is most likely a misspelt one. */
  end(): void {
    for (const field of Object.keys(this.object)) {
      if (!this.asked.has(field))
        this.fault(field.slice(0, 60), `Is no field here. Known are ${[...this.asked].join(', ')}.`);
    }
  }

  private value(field: string): unknown {
    this.asked.add(field);
    return (Object.hasOwn(this.object, field) ? this.object[field] : null) ?? null;
  }

  private list(field: string, entries: number): unknown[] {
    const value = this.value(field) ?? [];
    if (!Array.isArray(value)) {
      this.fault(field, 'Must be a list.');
      return [];
    }
    if (value.length > entries) this.fault(field, `Has ${value.length} entries; at most ${entries} are taken.`);
    return value.slice(0, entries);
  }

  private nested(field: string, value: unknown): FieldReader | null {
    if (isObject(value)) return new FieldReader(value, this.report, `${this.parent}${field}.`);
    this.fault(field, 'Must be an object.');
    return null;
  }

  private checked(field: string, value: unknown, most: number): string | null {
    const wrong = typeof value === 'string' ? textFault(value, most) : 'Must be a text.';
    if (wrong) this.fault(field, wrong);
    return wrong ? null : (value as string).trim();
  }
}

/** What makes a text unfit; undefined when it is fine. */
export function textFault(text: string, most: number): string | undefined {
  if (text.length > most) {
    return `Has ${text.length.toLocaleString('en')} characters; at most ${most.toLocaleString('en')} are taken.`;
  }
  const unsafe = unsafeText(text);
  return unsafe && `The text ${unsafe}.`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
