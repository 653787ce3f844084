import type { Attestation, Confidence, RecommendationKind } from '../policies/terms.js';

export interface SourceItem {
  document: string;
  url: string | null;
  section: string | null;
  page: string | null;
  stage: string | null;
  attestation: Attestation;
  note: string | null;
}

export interface RecommendationSetItem {
  code: string;
  title: string;
  issuer: string;
  adoptedOn: string | null;
  source: SourceItem;
}

export interface RecommendationItem {
  code: string;
  /** Code of its set. */
  set: string;
  chapter: string;
  kind: RecommendationKind;
  title: string;
  summary: string;
  addressees: string[];
  addresseesInferred: string[];
  systems: string[];
  themes: string[];
  source: SourceItem;
}

export interface ThemeItem {
  code: string;
  /** By language. */
  labels: Record<string, string>;
  broader: string | null;
  synonyms: string[];
  definition: string;
}

export interface SystemItem {
  code: string;
  name: string;
  synonyms: string[];
  kind: string | null;
  operator: string | null;
  purpose: string | null;
  dataSubjects: string | null;
  biometrics: string | null;
  statusNote: string | null;
  source: string;
  confidence: Confidence;
}

export interface LegalActItem {
  celex: string | null;
  eli: string | null;
  type: string;
  number: string;
  shortTitle: string;
  date: string;
  systems: string[];
  themes: string[];
  oj: string | null;
  note: string | null;
  source: string;
  attestation: Attestation | null;
  confidence: Confidence;
}

/** Phrases that point to a recommendation. */
export interface CueItem {
  /** Its code. */
  recommendation: string;
  phrases: string[];
}

/** The reference data of the catalogue, checked: every code named in it exists. */
export interface CatalogueFiles {
  sets: RecommendationSetItem[];
  recommendations: RecommendationItem[];
  themes: ThemeItem[];
  systems: SystemItem[];
  legalActs: LegalActItem[];
  cues: CueItem[];
}
