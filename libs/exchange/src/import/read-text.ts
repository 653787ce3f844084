import { Audience, contentLimits } from '#libs/contributions';
import { OrganisationKind } from '#libs/directory';
import { Stance, Strength } from '#libs/links';
import { canonicalLanguageTag } from '#libs/platform';
import { textFault } from './field-reader.js';
import {
  type ImportEntry,
  type ImportFault,
  type ImportItem,
  type ImportNote,
  type Place,
  unreadable,
} from './import-item.js';
import { LABELS_FILE, type Labels, type TextLabels } from './labels.js';
import { readTextLines, UnfitFile } from './read-file.js';
import { type HeadValue, readHead } from './read-head.js';
import { webAddress } from './read-json-item.js';
import { chooseKind } from './source-kinds.js';
import { splitAbstract } from './split-abstract.js';

/** Reads a text file with a head, and its labels from the nearest labels.json that names it. */
export async function readText(file: string, root: string, labels: Labels): Promise<ImportEntry> {
  const lines = await readTextLines(file);
  const faults: ImportFault[] = [];
  const notes: ImportNote[] = [];
  const place = { file, line: 1 };
  const report = (line: number, field: string, message: string) => faults.push({ file, line, field, message });
  const { values, end } = readHead(lines, report);
  for (const [index, text] of lines.entries()) {
    const unsafe = textFault(text, contentLimits.body);
    if (unsafe) report(index + 1, index < end ? 'head' : 'body', unsafe);
  }
  const title = values.get('title')?.[0]?.value ?? null;
  const below = lines.slice(end).join('\n').trim();
  if (below === '' && lines.length > 0 && faults.length === 0) report(end, 'body', 'There is no text below the head.');
  const { item, places } = makeItem(values, { file, line: end + 2 }, below, report, (message, line) =>
    notes.push({ file, line, message }),
  );
  try {
    const found = await labels.of(file, root);
    if (found === 'UNNAMED')
      notes.push({ ...place, message: `No ${LABELS_FILE} beside or above names this text; it comes without labels.` });
    else if (found !== 'NONE') addLabels(item, places, found);
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error;
    // Without its labels it would be published as if nobody had judged it: better held back until they can be read.
    return { ...unreadable(error.place, error.message, 'labels'), title };
  }
  return { place, title, item, faults, notes, places };
}

function makeItem(
  values: Map<string, HeadValue[]>,
  bodyPlace: Place,
  below: string,
  report: (line: number, field: string, message: string) => void,
  note: (message: string, line: number) => void,
): { item: ImportItem; places: Map<string, Place> } {
  const { file } = bodyPlace;
  const places = new Map<string, Place>([['body', bodyPlace]]);
  for (const [field, given] of values) {
    places.set(field, { file, line: given[0]?.line ?? 1 });
    for (const [index, { line }] of given.entries()) places.set(`${field}.${index}`, { file, line });
  }
  const lineOf = (field: string) => places.get(field)?.line ?? 1;
  const take = (field: string, most: number) => {
    const value = values.get(field)?.[0]?.value || null;
    const wrong = value && textFault(value, most);
    if (wrong) report(lineOf(field), field, wrong);
    return value;
  };
  const names = (field: string) =>
    (values.get(field) ?? []).map(({ value, line }) => {
      const wrong = textFault(value, 300);
      if (wrong) report(line, field, wrong);
      return value;
    });
  const formed = (field: string, read: (text: string) => string | undefined, message: string) => {
    const text = take(field, 2_000);
    const value = text === null ? null : read(text);
    if (value === undefined) report(lineOf(field), field, `“${text?.slice(0, 60)}”: ${message}`);
    return value ?? null;
  };
  const title = take('title', contentLimits.title);
  if (title === null) report(1, 'title', 'Is missing.');
  const language = formed('language', canonicalLanguageTag, 'Must be a BCP 47 tag such as en or pt-PT.');
  if (language === null && !values.has('language')) report(1, 'language', 'Is missing.');
  const words = take('kind', 200);
  const { kind, note: fallback } = chooseKind(words);
  if (fallback) note(fallback, lineOf('kind'));
  const marked = take('abstract', contentLimits.abstract);
  const split = marked === null ? splitAbstract(below) : { abstract: marked, body: below, cut: false };
  if (split.cut) note('The first paragraph is too long for an abstract: its beginning serves as one.', bodyPlace.line);
  const body = [split.body, provenance(take('form', 500), take('retrieved-extent', 500))].filter(Boolean).join('\n\n');
  if (body.length > contentLimits.body)
    report(bodyPlace.line, 'body', textFault(body, contentLimits.body) ?? 'Is too long.');
  const item: ImportItem = {
    kind,
    sourceKind: words,
    sourceDate: take('date', 200),
    sourceUrl: formed('source', webAddress, 'Must be an absolute http or https address.'),
    content: {
      title: title ?? '',
      abstract: split.abstract,
      body: body || null,
      language: language ?? 'und',
      event: take('event', 100),
      audience: Audience.PUBLIC,
      themes: [],
      systems: [],
    },
    organisations: names('organisations').map((name) => ({
      name,
      kind: OrganisationKind.OTHER,
      country: null,
      rorId: null,
    })),
    authors: names('authors').map((name) => ({ name, affiliation: null, orcid: null })),
    links: [],
    files: [],
  };
  return { item, places };
}

/** The last paragraph of the body: a reader must see that this is a digest, or a part, and not the paper itself. */
function provenance(form: string | null, extent: string | null): string | null {
  const parts = [form && `Form: ${form}.`, extent && `Retrieved extent: ${extent}.`].filter(Boolean);
  return parts.length > 0 ? `*${parts.join(' ')}*` : null;
}

function addLabels(item: ImportItem, places: Map<string, Place>, labels: TextLabels): void {
  item.content.themes = labels.themes.map((label) => label.code);
  item.content.systems = labels.systems.map((label) => label.code);
  item.links = labels.recommendations.map(({ code }) => ({
    recommendation: code,
    stance: Stance.UNSTATED,
    strength: Strength.ADDRESSES,
    rationale: `Labelled in the source: a person judged that this text speaks to ${code}.`,
    evidence: [],
  }));
  places.set('themes', labels.place);
  places.set('systems', labels.place);
  for (const field of ['themes', 'systems'] as const) {
    for (const [index, { place }] of labels[field].entries()) places.set(`${field}.${index}`, place);
  }
  for (const [index, { place }] of labels.recommendations.entries()) places.set(`links.${index}`, place);
}
