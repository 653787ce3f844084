import type { ContentInput, ContributionKind } from '#libs/contributions';
import type { OrganisationKind } from '#libs/directory';
import type { Stance, Strength } from '#libs/links';

/** Where something stands in the source: lines count from 1; 0 is the file as a whole. */
export interface Place {
  file: string;
  line: number;
}

/** What is wrong with an item, and where. The field is a path such as `links.0.evidence.1.quote`. */
export interface ImportFault extends Place {
  field: string;
  message: string;
}

/** What the reader of a report should know although nothing is wrong. */
export interface ImportNote extends Place {
  message: string;
}

export interface ImportedLink {
  /** Code. */
  recommendation: string;
  stance: Stance;
  strength: Strength;
  rationale: string;
  evidence: ImportedQuote[];
}

/** Words of the abstract, the body, or a file: of one that is named, or on a page, only there. */
export interface ImportedQuote {
  quote: string;
  prefix: string | null;
  suffix: string | null;
  /** As the contribution's list of files names it. */
  file: string | null;
  page: number | null;
}

export interface ImportedOrganisation {
  name: string;
  kind: OrganisationKind;
  country: string | null;
  rorId: string | null;
}

export interface ImportedAuthor {
  name: string;
  /** Name of an organisation. */
  affiliation: string | null;
  orcid: string | null;
}

/** A file that comes with a contribution: where it lies on this machine, and what it is. */
export interface ImportedFile {
  path: string;
  /** As its source names it. */
  source: string;
  /** As it will be called. */
  name: string;
  /** As it was when its source was read. */
  sha256: string;
}

/** A contribution as its source gives it, checked as far as that goes without the database. */
export interface ImportItem {
  kind: ContributionKind;
  /** Kind and date in the words of the source. */
  sourceKind: string | null;
  sourceDate: string | null;
  sourceUrl: string | null;
  content: Omit<ContentInput, 'organisationIds' | 'authorIds'> & { title: string; abstract: string; language: string };
  organisations: ImportedOrganisation[];
  authors: ImportedAuthor[];
  links: ImportedLink[];
  files: ImportedFile[];
}

/** One contribution read from a source, and what stands in its way: with faults it is not imported. */
export interface ImportEntry {
  place: Place;
  /** For people: the title where it could be read. */
  title: string | null;
  /** As far as it could be read; null when nothing could. */
  item: ImportItem | null;
  faults: ImportFault[];
  notes: ImportNote[];
  /** Where fields stand that do not stand at `place`, by path. */
  places: ReadonlyMap<string, Place>;
}

/** The place of a field: its own, else that of the field around it, else the item's. */
export function placeOf(entry: Pick<ImportEntry, 'place' | 'places'>, field: string): Place {
  for (let path = field; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('.'), 0))) {
    const place = entry.places.get(path);
    if (place) return place;
  }
  return entry.place;
}

/** Of a file that cannot be read at all. */
export function unreadable(place: Place, message: string, field = 'file'): ImportEntry {
  return { place, title: null, item: null, faults: [{ ...place, field, message }], notes: [], places: new Map() };
}
