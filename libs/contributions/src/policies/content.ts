import { createHash } from 'node:crypto';
import { ErrorCode, type Fault } from '#libs/platform';

export enum ContributionKind {
  POSITION_PAPER = 'POSITION_PAPER',
  TECHNOLOGY_NOTE = 'TECHNOLOGY_NOTE',
  IMPLEMENTATION_OPTION = 'IMPLEMENTATION_OPTION',
}

export enum Audience {
  PUBLIC = 'PUBLIC',
  AGENCY = 'AGENCY',
  CONFIDENTIAL = 'CONFIDENTIAL',
}

export enum ArchitectureStyle {
  CENTRALISED = 'CENTRALISED',
  FEDERATED = 'FEDERATED',
  DECENTRALISED = 'DECENTRALISED',
  HYBRID = 'HYBRID',
}

/** Limits of one contribution, in characters (UTF-16 units) or entries; stated in README and in the schema. */
export const contentLimits = {
  title: 300,
  abstract: 3_000,
  body: 1_000_000,
  statement: 3_000,
  listEntry: 2_000,
  list: 50,
  themes: 20,
  systems: 30,
  organisations: 50,
  authors: 100,
  files: 20,
  note: 3_000,
};

export interface PositionPaperDetails {
  statement: string | null;
  asks: string[];
}

export interface TechnologyNoteDetails {
  technology: string | null;
  /** Technology readiness level, 1 to 9. */
  maturity: number | null;
  standards: string[];
  limits: string[];
}

export interface ImplementationOptionDetails {
  architecture: ArchitectureStyle | null;
  prerequisites: string[];
  risks: string[];
  costEstimate: { low: number; high: number; currency: string; basis: string | null } | null;
  durationMonths: { low: number; high: number } | null;
  /** Ids of implementation options that this one builds on. */
  dependsOn: string[];
}

/** The kind's own fields; those of other kinds stay at their empty values. */
export type KindDetails = PositionPaperDetails & TechnologyNoteDetails & ImplementationOptionDetails;

/** A file of a revision: the row that documents keeps of it, and the SHA-256 of its bytes. */
export interface AttachedFile {
  id: string;
  sha256: string;
}

/** What may be changed without changing the text. */
export interface Tags {
  themeIds: string[];
  systemIds: string[];
  eventId: string | null;
}

/** All that a revision says. */
export interface Content extends Tags {
  title: string;
  abstract: string;
  body: string | null;
  language: string;
  audience: Audience;
  embargoUntil: Date | null;
  organisationIds: string[];
  authorIds: string[];
  /** In the order they were attached. */
  files: AttachedFile[];
  details: KindDetails;
}

export const NO_DETAILS: KindDetails = {
  statement: null,
  asks: [],
  technology: null,
  maturity: null,
  standards: [],
  limits: [],
  architecture: null,
  prerequisites: [],
  risks: [],
  costEstimate: null,
  durationMonths: null,
  dependsOn: [],
};

/** The kind's own fields, by kind. */
export const FIELDS_OF_KIND: Record<ContributionKind, readonly (keyof KindDetails)[]> = {
  POSITION_PAPER: ['statement', 'asks'],
  TECHNOLOGY_NOTE: ['technology', 'maturity', 'standards', 'limits'],
  IMPLEMENTATION_OPTION: ['architecture', 'prerequisites', 'risks', 'costEstimate', 'durationMonths', 'dependsOn'],
};

/** What is still missing before it can be submitted; empty when it is complete. */
export function missingForSubmission(kind: ContributionKind, content: Content): Fault[] {
  const faults: Fault[] = [];
  const need = (given: unknown, path: string, what: string) => {
    const empty = given === null || given === '' || (Array.isArray(given) && given.length === 0);
    if (empty)
      faults.push({ code: ErrorCode.INVALID, message: `Before it can be submitted, it needs ${what}.`, path: [path] });
  };
  need(content.title.trim(), 'title', 'a title');
  need(content.abstract.trim(), 'abstract', 'an abstract');
  if (kind === ContributionKind.POSITION_PAPER) {
    need(content.details.statement, 'statement', 'a statement: where the organisation stands');
    need(content.details.asks, 'asks', 'at least one ask');
  }
  if (kind === ContributionKind.TECHNOLOGY_NOTE) {
    need(content.details.technology, 'technology', 'the name of the technology');
    need(content.details.maturity, 'maturity', 'the maturity, a technology readiness level from 1 to 9');
  }
  if (kind === ContributionKind.IMPLEMENTATION_OPTION) {
    need(content.details.architecture, 'architecture', 'the style of the architecture');
  }
  return faults;
}

/** True when what a reader reads differs: then links made to the earlier text must be looked at again. */
export function textDiffers(one: Content, other: Content): boolean {
  const text = ({ title, abstract, body, language, files, details }: Content) =>
    canonical({ title, abstract, body, language, files: hashes(files), details });
  return text(one) !== text(other);
}

/** SHA-256 over the whole content in a fixed order, in hexadecimal: the receipt of a revision. */
export function fingerprint(kind: ContributionKind, content: Content): string {
  return createHash('sha256')
    .update(canonical({ kind, ...content, files: hashes(content.files) }))
    .digest('hex');
}

/** Absent without files, so that such contents keep the fingerprint they had before there were any. */
function hashes(files: AttachedFile[]): string[] | undefined {
  return files.length > 0 ? files.map((file) => file.sha256) : undefined;
}

/** JSON with sorted keys, so that equal contents give equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
