import type { ArchitectureStyle, Audience } from '../../api/generated/enums';
import type { ReviseContributionInput } from '../../api/generated/graphql';
import type { DraftContent } from './draft-query';

/** Somebody or something chosen by name. */
export interface Named {
  id: string;
  name: string;
}

/** All that can be filled in, as it stands in the form. Lists of sentences are one text with a line for each. */
export interface Fields {
  title: string;
  language: string;
  abstract: string;
  body: string;
  statement: string;
  asks: string;
  technology: string;
  maturity: string;
  standards: string;
  limits: string;
  architecture: ArchitectureStyle | '';
  prerequisites: string;
  risks: string;
  costLow: string;
  costHigh: string;
  costCurrency: string;
  costBasis: string;
  durationLow: string;
  durationHigh: string;
  dependsOn: Named[];
  organisations: Named[];
  authors: Named[];
  event: string;
  audience: Audience;
  /** As the browser's field for a local time has it; empty for none. */
  embargoUntil: string;
  themes: string[];
  systems: string[];
}

export type FieldName = keyof Fields;

/** Fields that one input of the API is made of; any other is its own input. */
const PARTS: Record<string, FieldName[]> = {
  costEstimate: ['costLow', 'costHigh', 'costCurrency', 'costBasis'],
  durationMonths: ['durationLow', 'durationHigh'],
};

/** What the server has, as it would stand in the form. */
export function toFields(content: DraftContent): Fields {
  const of = content as Partial<Extract<DraftContent, { __typename?: 'PositionPaper' }>> &
    Partial<Extract<DraftContent, { __typename?: 'TechnologyNote' }>> &
    Partial<Extract<DraftContent, { __typename?: 'ImplementationOption' }>>;
  return {
    title: content.title,
    language: content.language,
    abstract: content.abstract,
    body: content.body ?? '',
    statement: of.statement ?? '',
    asks: lines(of.asks),
    technology: of.technology ?? '',
    maturity: of.maturity?.toString() ?? '',
    standards: lines(of.standards),
    limits: lines(of.limits),
    architecture: of.architecture ?? '',
    prerequisites: lines(of.prerequisites),
    risks: lines(of.risks),
    costLow: of.costEstimate?.low.toString() ?? '',
    costHigh: of.costEstimate?.high.toString() ?? '',
    costCurrency: of.costEstimate?.currency ?? '',
    costBasis: of.costEstimate?.basis ?? '',
    durationLow: of.durationMonths?.low.toString() ?? '',
    durationHigh: of.durationMonths?.high.toString() ?? '',
    dependsOn: (of.dependsOn ?? []).map(({ id, title }) => ({ id, name: title })),
    organisations: content.organisations.map(({ id, name }) => ({ id, name })),
    authors: content.authors.map(({ id, name }) => ({ id, name })),
    event: content.event?.slug ?? '',
    audience: content.audience,
    embargoUntil: content.embargoUntil ? toLocal(content.embargoUntil) : '',
    themes: content.themes.map(({ code }) => code),
    systems: content.systems.map(({ code }) => code),
  };
}

/** The input of the API for these fields; a field that is part of a whole brings the whole. */
export function toInput(fields: Fields, names: readonly FieldName[]): Omit<ReviseContributionInput, 'id' | 'version'> {
  const inputs = new Set(names.map((name) => inputOf(name)));
  const whole: Omit<ReviseContributionInput, 'id' | 'version'> = {
    title: fields.title,
    language: fields.language,
    abstract: fields.abstract,
    body: fields.body || null,
    statement: fields.statement || null,
    asks: entries(fields.asks),
    technology: fields.technology || null,
    maturity: fields.maturity ? Number(fields.maturity) : null,
    standards: entries(fields.standards),
    limits: entries(fields.limits),
    architecture: fields.architecture || null,
    prerequisites: entries(fields.prerequisites),
    risks: entries(fields.risks),
    costEstimate: isEmpty(fields, 'costEstimate')
      ? null
      : {
          low: Number(fields.costLow || fields.costHigh),
          high: Number(fields.costHigh || fields.costLow),
          currency: fields.costCurrency || 'EUR',
          basis: fields.costBasis || null,
        },
    durationMonths: isEmpty(fields, 'durationMonths')
      ? null
      : {
          low: Number(fields.durationLow || fields.durationHigh),
          high: Number(fields.durationHigh || fields.durationLow),
        },
    dependsOn: fields.dependsOn.map(({ id }) => id),
    organisations: fields.organisations.map(({ id }) => id),
    authors: fields.authors.map(({ id }) => id),
    event: fields.event || null,
    audience: fields.audience,
    embargoUntil: fields.embargoUntil ? new Date(fields.embargoUntil).toISOString() : null,
    themes: fields.themes,
    systems: fields.systems,
  };
  return Object.fromEntries(Object.entries(whole).filter(([name]) => inputs.has(name)));
}

/** The field that an error of the API means: by the first part of its path, and the second where a whole has parts. */
export function fieldOf(path: readonly string[] | null | undefined): FieldName | undefined {
  const [name = '', part = ''] = path ?? [];
  const parts = PARTS[name];
  if (parts) return parts.find((field) => field.toLowerCase().endsWith(part.toLowerCase())) ?? parts[0];
  return name in NAMES ? (name as FieldName) : undefined;
}

function inputOf(name: FieldName): string {
  return Object.entries(PARTS).find(([, parts]) => parts.includes(name))?.[0] ?? name;
}

const isEmpty = (fields: Fields, whole: 'costEstimate' | 'durationMonths') =>
  whole === 'costEstimate' ? !fields.costLow && !fields.costHigh : !fields.durationLow && !fields.durationHigh;

const lines = (values: readonly string[] | undefined) =>
  (values ?? []).map((value) => value.replace(/\s*\n\s*/g, ' ')).join('\n');
const entries = (text: string) => text.split('\n').flatMap((line) => line.trim() || []);

/** An instant as the browser's field for a local time wants it: 2026-11-26T22:35. */
function toLocal(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Every field, to know a name by. */
const NAMES: Record<FieldName, true> = {
  title: true,
  language: true,
  abstract: true,
  body: true,
  statement: true,
  asks: true,
  technology: true,
  maturity: true,
  standards: true,
  limits: true,
  architecture: true,
  prerequisites: true,
  risks: true,
  costLow: true,
  costHigh: true,
  costCurrency: true,
  costBasis: true,
  durationLow: true,
  durationHigh: true,
  dependsOn: true,
  organisations: true,
  authors: true,
  event: true,
  audience: true,
  embargoUntil: true,
  themes: true,
  systems: true,
};
