import { ArchitectureStyle, Audience, type ContentInput, contentLimits } from '#libs/contributions';
import { OrganisationKind } from '#libs/directory';
import { Stance, Strength } from '#libs/links';
import { canonicalLanguageTag, parseInstant } from '#libs/platform';
import { FieldReader, type Report } from './field-reader.js';
import type { ImportedAuthor, ImportedLink, ImportedOrganisation, ImportItem } from './import-item.js';
import { chooseKind } from './source-kinds.js';
import { splitAbstract } from './split-abstract.js';

const NAME = 300;
const CODE = 60;
const FILE_NAME = 1_000;
const LINKS = { entries: 200, rationale: 3_000, evidence: 20, quote: 2_000, context: 200 };
/** What stands for a link's rationale where the source gives none. */
export const RATIONALE_OF_SOURCE = 'The source of this contribution names the recommendation, without saying why.';

/**
 * Reads a contribution from a JSON object with the fields described in README. What is wrong goes to `report`. `files`: the names it
 * gives, which nobody has looked at yet.
 */
export function readJsonItem(
  object: Record<string, unknown>,
  report: Report,
  note: (message: string) => void,
): { item: ImportItem; files: string[] } {
  const reader = new FieldReader(object, report);
  // The name of the item in its source: told to people, not kept.
  reader.text('sourceId', 200);
  const words = reader.text('kind', 200);
  const { kind, note: fallback } = chooseKind(words);
  if (fallback) note(fallback);
  const title = reader.text('title', contentLimits.title, 'NEEDED') ?? '';
  const language = reader.formed('language', canonicalLanguageTag, 'Must be a BCP 47 tag such as en or pt-PT.');
  if (language === null && object.language == null) reader.fault('language', 'Is missing.');
  const files = reader.texts('files', contentLimits.files, FILE_NAME);
  const item: ImportItem = {
    kind,
    sourceKind: reader.text('sourceKind', 200) ?? words,
    sourceDate: reader.text('date', 200),
    sourceUrl: reader.formed('source', webAddress, 'Must be an absolute http or https address.'),
    content: {
      title,
      language: language ?? 'und',
      ...readTexts(reader, reader.has('files'), note),
      ...readTags(reader),
      ...readDetails(reader),
    },
    organisations: reader.objects('organisations', contentLimits.organisations).map(readOrganisation),
    authors: reader.objects('authors', contentLimits.authors).map(readAuthor),
    links: reader.objects('links', LINKS.entries).map((link) => readLink(link, files)),
    files: [],
  };
  reader.end();
  return { item, files };
}

/** Where files speak, an abstract may be absent; none is made of what nobody has read yet. */
function readTexts(
  reader: FieldReader,
  hasFiles: boolean,
  note: (message: string) => void,
): { abstract: string; body: string | null } {
  const abstract = reader.text('abstract', contentLimits.abstract);
  const body = reader.text('body', contentLimits.body);
  if (abstract !== null) return { abstract, body };
  if (body === null && hasFiles) return { abstract: '', body };
  const split = splitAbstract((body ?? '').replace(/\r\n?/g, '\n'));
  if (split.abstract === '') {
    reader.fault(
      'abstract',
      'Is missing, and there is neither a paragraph in the body that could stand for it nor a file.',
    );
  } else if (split.cut) {
    note('The first paragraph is too long for an abstract: its beginning serves as one.');
  }
  return split;
}

function readTags(reader: FieldReader): ContentInput {
  return {
    event: reader.text('event', 100),
    themes: reader.texts('themes', contentLimits.themes, CODE),
    systems: reader.texts('systems', contentLimits.systems, CODE),
    audience: reader.choice('audience', Audience) ?? Audience.PUBLIC,
    embargoUntil: reader.formed(
      'embargoUntil',
      parseInstant,
      'Must be an instant in UTC such as 2017-06-08T09:30:00.000Z.',
    ),
  };
}

/** The kind's own fields, as far as given. Whether they belong to this kind is for the contribution to judge. */
function readDetails(reader: FieldReader): ContentInput {
  const list = (field: string) => reader.texts(field, contentLimits.list, contentLimits.listEntry);
  const months = { low: 0, high: 1_200, whole: true };
  const details: ContentInput = {
    statement: reader.text('statement', contentLimits.statement),
    asks: list('asks'),
    technology: reader.text('technology', contentLimits.listEntry),
    maturity: reader.number('maturity', { low: 1, high: 9, whole: true }),
    standards: list('standards'),
    limits: list('limits'),
    architecture: reader.choice('architecture', ArchitectureStyle),
    prerequisites: list('prerequisites'),
    risks: list('risks'),
    costEstimate: range(reader.nestedObject('costEstimate'), { low: 0, high: 1e15, whole: false }, (given, bounds) => ({
      ...bounds,
      currency:
        needed(given, 'currency', given.formed('currency', currency, 'Must be three capital letters, such as EUR.')) ??
        'XXX',
      basis: given.text('basis', contentLimits.listEntry),
    })),
    durationMonths: range(reader.nestedObject('durationMonths'), months, (_, bounds) => bounds),
  };
  const given = ([, value]: [string, unknown]) => value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(details).filter(given));
}

function range<Value>(
  reader: FieldReader | null,
  bounds: { low: number; high: number; whole: boolean },
  make: (reader: FieldReader, bounds: { low: number; high: number }) => Value,
): Value | null {
  if (!reader) return null;
  const low = needed(reader, 'low', reader.number('low', bounds)) ?? 0;
  const high = needed(reader, 'high', reader.number('high', bounds)) ?? low;
  const value = make(reader, { low, high });
  reader.end();
  return value;
}

function needed<Value>(reader: FieldReader, field: string, value: Value | null): Value | null {
  if (value === null && !reader.has(field)) reader.fault(field, 'Is missing.');
  return value;
}

function readOrganisation(reader: FieldReader): ImportedOrganisation {
  const organisation = {
    name: reader.text('name', NAME, 'NEEDED') ?? '',
    kind: reader.choice('kind', OrganisationKind) ?? OrganisationKind.OTHER,
    country: reader.formed('country', country, 'Must be two capital letters, ISO 3166-1, such as FR.'),
    rorId: reader.formed('rorId', rorId, 'Must look like https://ror.org/05a28rw58.'),
  };
  reader.end();
  return organisation;
}

function readAuthor(reader: FieldReader): ImportedAuthor {
  const author = {
    name: reader.text('name', NAME, 'NEEDED') ?? '',
    affiliation: reader.text('affiliation', NAME),
    orcid: reader.formed('orcid', orcid, 'Must look like 0000-0002-1825-0097.'),
  };
  reader.end();
  return author;
}

function readLink(reader: FieldReader, files: readonly string[]): ImportedLink {
  const link = {
    recommendation: reader.text('recommendation', CODE, 'NEEDED') ?? '',
    stance: reader.choice('stance', Stance) ?? Stance.UNSTATED,
    strength: reader.choice('strength', Strength) ?? Strength.ADDRESSES,
    rationale: reader.text('rationale', LINKS.rationale) ?? RATIONALE_OF_SOURCE,
    evidence: reader.objects('evidence', LINKS.evidence).map((evidence) => {
      const quotation = {
        quote: evidence.text('quote', LINKS.quote, 'NEEDED') ?? '',
        prefix: evidence.text('prefix', LINKS.context),
        suffix: evidence.text('suffix', LINKS.context),
        file: evidence.text('file', FILE_NAME),
        page: evidence.number('page', { low: 1, high: 100_000, whole: true }),
      };
      if (quotation.file !== null && !files.includes(quotation.file))
        evidence.fault('file', 'Must be one of the contribution’s files, as its list names them.');
      if (quotation.page !== null && files.length === 0)
        evidence.fault('page', 'Only files have pages, and this contribution has none.');
      evidence.end();
      return quotation;
    }),
  };
  reader.end();
  return link;
}

const matching = (shape: RegExp) => (text: string) => (shape.test(text) ? text : undefined);
const currency = matching(/^[A-Z]{3}$/);
const country = matching(/^[A-Z]{2}$/);
const rorId = matching(/^(https:\/\/ror\.org\/)?0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$/i);
const orcid = matching(/^(https:\/\/orcid\.org\/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/i);

/** An absolute http or https address, as it was written. */
export function webAddress(text: string): string | undefined {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}
