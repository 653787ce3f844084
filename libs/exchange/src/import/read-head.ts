import type { Report } from './field-reader.js';

/** Fields of the head of a text file, by the words used there. */
const FIELDS: Record<string, { field: string; repeatable?: boolean }> = {
  title: { field: 'title' },
  organisation: { field: 'organisations', repeatable: true },
  author: { field: 'authors', repeatable: true },
  kind: { field: 'kind' },
  date: { field: 'date' },
  language: { field: 'language' },
  source: { field: 'source' },
  event: { field: 'event' },
  abstract: { field: 'abstract' },
  'retrieved-extent': { field: 'retrieved-extent' },
  form: { field: 'form' },
};

export interface HeadValue {
  value: string;
  line: number;
}

export interface Head {
  values: Map<string, HeadValue[]>;
  /** Index of the first line below the head. */
  end: number;
}

/** Reads lines `Field: value` up to the first empty one. A line that begins with white space goes on with the value above. */
export function readHead(lines: string[], report: (line: number, ...fault: Parameters<Report>) => void): Head {
  const values = new Map<string, HeadValue[]>();
  let open: HeadValue | undefined;
  let index = 0;
  for (; index < lines.length; index++) {
    const text = lines[index] ?? '';
    const line = index + 1;
    if (text.trim() === '') break;
    if (/^\s/.test(text) && open) {
      open.value = `${open.value} ${text.trim()}`.trim();
      continue;
    }
    const [, name = '', value = ''] = /^([A-Za-z][A-Za-z-]*):(.*)$/.exec(text) ?? [];
    const known = FIELDS[name.toLowerCase()];
    open = { value: value.trim(), line };
    if (name === '') {
      report(line, 'head', 'Expected a line such as “Title: …”; the text begins below the first empty line.');
      // Most likely a text without a head: one fault says it.
      if (index === 0) break;
    } else if (!known || !Object.hasOwn(FIELDS, name.toLowerCase())) {
      report(line, name.toLowerCase(), `Is no field of a head. Known are ${Object.keys(FIELDS).join(', ')}.`);
    } else if (values.has(known.field) && !known.repeatable) {
      report(line, known.field, 'Is given twice.');
    } else if (open.value !== '' || lines[index + 1]?.match(/^\s+\S/)) {
      values.set(known.field, [...(values.get(known.field) ?? []), open]);
    }
  }
  return { values, end: index };
}
