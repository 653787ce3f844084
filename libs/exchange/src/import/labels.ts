import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isObject } from './field-reader.js';
import type { Place } from './import-item.js';
import { readTextLines, UnfitFile } from './read-file.js';

export const LABELS_FILE = 'labels.json';

/** A code that a person gave to a text, and where it stands. */
export interface Label {
  code: string;
  place: Place;
}

/** What people judged a text to speak of; an empty list is a judgement too. */
export interface TextLabels {
  place: Place;
  themes: Label[];
  systems: Label[];
  recommendations: Label[];
}

const FIELDS: Record<'themes' | 'systems' | 'recommendations', string[]> = {
  themes: ['themes_primary', 'themes_secondary'],
  systems: ['systems'],
  recommendations: ['hleg_recommendations', 'recommendations'],
};

interface LabelFile {
  entries: { value: Record<string, unknown>; source: string; line: number }[];
}

/** The labels.json files beside and above texts, each read once. */
export class Labels {
  private readonly files = new Map<string, Promise<LabelFile>>();

  /**
   * Labels of a text: of the nearest labels.json that names it, in its folder or the one above, or further up to the folder that
   * was given. NONE where there is no such file, UNNAMED where there is but it does not name the text.
   */
  async of(text: string, root: string): Promise<TextLabels | 'NONE' | 'UNNAMED'> {
    let answer: 'NONE' | 'UNNAMED' = 'NONE';
    for (const folder of foldersAbove(text, root)) {
      const file = join(folder, LABELS_FILE);
      if (!existsSync(file)) continue;
      const { entries } = await this.read(file);
      const entry = entries.find(({ value }) => names(value, folder, text));
      if (entry) return labelsOf(entry, file);
      answer = 'UNNAMED';
    }
    return answer;
  }

  private read(file: string): Promise<LabelFile> {
    const reading = this.files.get(file) ?? parse(file);
    this.files.set(file, reading);
    return reading;
  }
}

function foldersAbove(text: string, root: string): string[] {
  const own = dirname(text);
  const folders = [own, dirname(own)];
  const steps = relative(root, own);
  if (!steps.startsWith('..')) {
    for (let folder = dirname(own); folder.length > root.length && folder.startsWith(root); folder = dirname(folder)) {
      folders.push(dirname(folder));
    }
  }
  return [...new Set(folders)];
}

function names(value: Record<string, unknown>, folder: string, text: string): boolean {
  if (typeof value.file === 'string') return resolve(folder, value.file.split('/').join(sep)) === resolve(text);
  const stem = basename(text, '.txt');
  return typeof value.slug === 'string' && (value.slug === stem || value.slug === stem.replace(/^\d+-/, ''));
}

function labelsOf(entry: LabelFile['entries'][number], file: string): TextLabels {
  const labels = (kind: keyof typeof FIELDS) => FIELDS[kind].flatMap((field) => codesOf(entry, field, file));
  const place = { file, line: entry.line };
  return { place, themes: labels('themes'), systems: labels('systems'), recommendations: labels('recommendations') };
}

function codesOf({ value, source, line }: LabelFile['entries'][number], field: string, file: string): Label[] {
  const codes = value[field] ?? [];
  const start = Math.max(source.indexOf(JSON.stringify(field)), 0);
  const lineAt = (offset: number) => line + (source.slice(0, Math.max(offset, 0)).match(/\n/g)?.length ?? 0);
  if (!Array.isArray(codes) || !codes.every((code) => typeof code === 'string')) {
    throw new UnfitFile({ file, line: lineAt(start) }, `“${field}” must be a list of codes.`);
  }
  return codes.map((code) => ({ code, place: { file, line: lineAt(source.indexOf(JSON.stringify(code), start)) } }));
}

async function parse(file: string): Promise<LabelFile> {
  const text = (await readTextLines(file)).join('\n');
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new UnfitFile({ file, line: 0 }, `Is not JSON: ${(error as Error).message.slice(0, 200)}.`);
  }
  if (!Array.isArray(list) || !list.every(isObject))
    throw new UnfitFile({ file, line: 0 }, 'Must be a list of objects, one a text.');
  const spans = objectSpans(text);
  return {
    entries: list.map((value, index) => {
      const [start = 0, end = 0] = spans[index] ?? [];
      return { value, source: text.slice(start, end), line: 1 + (text.slice(0, start).match(/\n/g)?.length ?? 0) };
    }),
  };
}

/** Where the objects of a list begin and end in its JSON text; JSON.parse tells no lines. */
function objectSpans(json: string): [number, number][] {
  const spans: [number, number][] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') {
      if (depth++ === 1) start = index;
    } else if (token === '}' || token === ']') {
      if (--depth === 1) spans.push([start, index + 1]);
    }
  }
  return spans;
}
