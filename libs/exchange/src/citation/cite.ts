import { ContributionKind } from '#libs/contributions';
import type { CitationSource } from './citation-sources.js';

export enum CitationStyle {
  TEXT = 'TEXT',
  BIBTEX = 'BIBTEX',
  RIS = 'RIS',
  CSL_JSON = 'CSL_JSON',
}

const GENRES = {
  POSITION_PAPER: 'Position paper',
  TECHNOLOGY_NOTE: 'Technology note',
  IMPLEMENTATION_OPTION: 'Implementation option',
} as const;

/** How to cite it, in the form asked for. `site` is the public address of Roundtable, where it has one. */
export async function cite(source: CitationSource, style: CitationStyle, site: string | undefined): Promise<string> {
  const item = cslItem(source, site);
  if (style === CitationStyle.CSL_JSON) return `${JSON.stringify([item], null, 2)}\n`;
  // Up to a second's work, which programs that do not cite need not do; the api does it before it listens.
  const [{ Cite }] = await Promise.all([
    import('@citation-js/core'),
    import('@citation-js/plugin-bibtex'),
    import('@citation-js/plugin-ris'),
    import('@citation-js/plugin-csl'),
  ]);
  const made = new Cite(item);
  const text =
    style === CitationStyle.BIBTEX
      ? made.format('bibtex')
      : style === CitationStyle.RIS
        ? made.format('ris')
        : made.format('bibliography', { format: 'text', template: 'apa', lang: 'en-US' });
  return `${text.trim()}\n`;
}

/** Reads the style of citations once. Nothing else is done meanwhile: left to the first reader of a paper, all others would wait with them. */
export async function learnToCite(): Promise<void> {
  await cite(SAMPLE, CitationStyle.TEXT, undefined);
}

const SAMPLE: CitationSource = {
  id: '',
  revisionId: '',
  reference: null,
  kind: ContributionKind.POSITION_PAPER,
  title: 'Sample',
  abstract: '',
  language: 'en',
  authors: ['Nobody'],
  organisations: [],
  publishedAt: null,
  submittedAt: null,
  sourceDate: '2017-06-08',
  sourceUrl: null,
  isWithdrawn: false,
};

/** The address of its page. */
export function addressIn(site: string, source: { id: string; reference: string | null }): string {
  return `${site.replace(/\/$/, '')}/contributions/${source.reference ?? source.id}`;
}

/** The same in the Citation Style Language's own form. */
export function cslItem(source: CitationSource, site: string | undefined): Record<string, unknown> {
  const url = site && source.reference ? addressIn(site, source) : (source.sourceUrl ?? undefined);
  const names = source.authors.length > 0 ? source.authors : source.organisations;
  const issued = issuedParts(source);
  return {
    id: source.reference ?? source.id,
    type: 'report',
    // Names are kept whole: what is the family's in them is not for us to guess.
    author: names.map((name) => ({ literal: oneLine(name) })),
    title: oneLine(source.title),
    genre: GENRES[source.kind],
    ...(source.reference ? { number: source.reference } : {}),
    publisher: 'Roundtable',
    language: source.language,
    ...(issued ? { issued: { 'date-parts': [issued] } } : {}),
    ...(source.abstract ? { abstract: oneLine(source.abstract) } : {}),
    ...(url ? { URL: url } : {}),
    ...(source.isWithdrawn ? { note: 'Withdrawn' } : {}),
  };
}

/** Year, month, day: of an imported one what its source says, as far as it can be read; else of its publication. */
function issuedParts({ sourceDate, publishedAt, submittedAt }: CitationSource): number[] | undefined {
  const exact = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(sourceDate?.trim() ?? '');
  if (exact) return exact.slice(1).filter(Boolean).map(Number);
  const year = /\b(?:1[89]|20)\d{2}\b/.exec(sourceDate ?? '')?.[0];
  if (year) return [Number(year)];
  const day = publishedAt ?? submittedAt;
  return day ? [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()] : undefined;
}

/** RIS and BibTeX are formats of lines: a line break in a text could begin a field of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
