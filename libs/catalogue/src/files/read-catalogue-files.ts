import { canonicalLanguageTag } from '#libs/platform';
import { CODE_SHAPE, CODE_WORDS } from '../policies/codes.js';
import { Attestation, Confidence, RecommendationKind } from '../policies/terms.js';
import { broaderFirst } from '../policies/theme-order.js';
import type {
  CatalogueFiles,
  LegalActItem,
  RecommendationItem,
  SourceItem,
  SystemItem,
  ThemeItem,
} from './catalogue-files.js';
import { DataFileError } from './data-file-error.js';
import { dataFolder, readItems, readKeys } from './data-folder.js';
import type { ItemReader } from './item-reader.js';

const FILES = {
  sets: 'recommendation-sets.json',
  recommendations: 'recommendations.json',
  themes: 'themes.json',
  systems: 'systems.json',
  legalActs: 'legal-acts.json',
  sources: 'sources.json',
  cues: 'cues.json',
};

/** Reads and checks the reference data. Throws one DataFileError that lists every fault as `file, item, field: what is wrong`. */
export async function readCatalogueFiles(folder = dataFolder('catalogue')): Promise<CatalogueFiles> {
  const faults: string[] = [];
  const setCodes = await readKeys(folder, FILES.sets, 'code');
  const themeCodes = await readKeys(folder, FILES.themes, 'code');
  const systemCodes = await readKeys(folder, FILES.systems, 'code');
  const celexes = await readKeys(folder, FILES.legalActs, 'celex');

  const sources = await readItems(folder, FILES.sources, 'id', faults, readSource);
  const themes = await readItems(folder, FILES.themes, 'code', faults, (item) => readTheme(item, themeCodes));
  const systems = await readItems(folder, FILES.systems, 'code', faults, (item) => ({
    system: readSystem(item, sources),
    legalActs: item.codes('legalActs', celexes, 'legal act'),
  }));
  const legalActs = await readItems(folder, FILES.legalActs, 'number', faults, (item) =>
    readLegalAct(item, systemCodes, themeCodes),
  );
  nameTwice(legalActs, faults);
  const sets = await readItems(folder, FILES.sets, 'code', faults, (item) => ({
    code: readCode(item),
    title: item.text('title'),
    issuer: item.text('issuer'),
    adoptedOn: item.optionalDate('adoptedOn'),
    source: item.object('source', readSourceOf),
  }));
  const recommendations = await readItems(folder, FILES.recommendations, 'code', faults, (item) =>
    readRecommendation(item, setCodes, themeCodes, systemCodes),
  );
  const codes = new Set(recommendations.map((item) => item.code));
  const cues = await readItems(folder, FILES.cues, 'recommendation', faults, (item) => {
    const recommendation = item.text('recommendation');
    if (!codes.has(recommendation)) item.fault('recommendation', `there is no recommendation “${recommendation}”`);
    return { recommendation, phrases: item.texts('phrases') };
  });
  const { cycles } = broaderFirst(themes);
  for (const cycle of cycles)
    faults.push(`${FILES.themes}, ${cycle[0]}, broader: goes round in a circle (${cycle.join(' → ')})`);
  if (faults.length > 0) throw new DataFileError(faults);
  return {
    sets,
    recommendations,
    cues,
    themes,
    systems: systems.map(({ system }) => system),
    legalActs: legalActs.map((act) => withSystemsOf(act, systems)),
  };
}

/** A system names its acts, and an act its systems: the same relation, whichever file tells it. */
function withSystemsOf(act: LegalActItem, systems: { system: SystemItem; legalActs: string[] }[]): LegalActItem {
  const told = systems.filter(({ legalActs }) => act.celex !== null && legalActs.includes(act.celex));
  return { ...act, systems: [...new Set([...act.systems, ...told.map(({ system }) => system.code)])] };
}

const readCode = (item: ItemReader) => item.matching('code', CODE_SHAPE, CODE_WORDS);

function readSource(item: ItemReader) {
  const source = {
    id: item.matching('id', /^S\d+$/, 'S and a number'),
    description: item.optionalText('description'),
    urls: item.urls('urls'),
  };
  item.text('grade');
  return source;
}

function readSourceOf(source: ItemReader): SourceItem {
  return {
    document: source.text('document'),
    url: source.optionalUrl('url'),
    section: source.optionalText('section'),
    page: source.optionalText('page'),
    stage: source.optionalText('stage'),
    attestation: source.choice('attestation', Attestation),
    note: source.optionalText('note'),
  };
}

function readTheme(item: ItemReader, codes: ReadonlySet<string>): ThemeItem {
  const labels = item.textsByKey('labels');
  for (const language of Object.keys(labels)) {
    if (canonicalLanguageTag(language) !== language)
      item.fault('labels', `“${language}” must be a canonical BCP 47 tag`);
  }
  const broader = item.optionalText('broader');
  if (broader !== null && !codes.has(broader)) item.fault('broader', `there is no theme “${broader}”`);
  return {
    code: readCode(item),
    labels,
    broader,
    synonyms: item.texts('synonyms'),
    definition: item.text('definition'),
  };
}

function readSystem(item: ItemReader, sources: ReturnType<typeof readSource>[]): SystemItem {
  return {
    code: readCode(item),
    name: item.text('name'),
    synonyms: item.texts('synonyms'),
    kind: item.optionalText('kind'),
    operator: item.optionalText('operator'),
    purpose: item.optionalText('purpose'),
    dataSubjects: item.optionalText('dataSubjects'),
    biometrics: item.optionalText('biometrics'),
    statusNote: item.optionalText('statusNote'),
    source: spelledOut(item, sources),
    confidence: item.choice('confidence', Confidence),
  };
}

/** Puts what an S-number stands for in its place: outside these files the number says nothing. */
function spelledOut(item: ItemReader, sources: ReturnType<typeof readSource>[]): string {
  return item.text('source').replace(/(?:, )?\b(S\d\d+)\b/g, (found, id: string, offset: number) => {
    const source = sources.find((candidate) => candidate.id === id);
    if (!source) item.fault('source', `there is no source “${id}”`);
    const words = [source?.description, ...(source?.urls ?? [])].filter(Boolean).join(' ');
    return found.startsWith(',') && offset > 0 ? `; ${words}` : words;
  });
}

function readLegalAct(item: ItemReader, systems: ReadonlySet<string>, themes: ReadonlySet<string>): LegalActItem {
  const date = item.optionalPartialDate('date');
  if (date === null) item.fault('date', 'is missing');
  const celex = item.optionalText('celex');
  if (celex !== null && !/^\d{5}[A-Z]{1,2}\d{4}$/.test(celex))
    item.fault('celex', `“${celex}” must be a CELEX number such as 32019R0817`);
  return {
    celex,
    eli: item.optionalUrl('eli'),
    type: item.text('type'),
    number: item.text('number'),
    shortTitle: item.text('shortTitle'),
    date: date ?? '',
    systems: item.codes('systems', systems, 'system'),
    themes: item.codes('themes', themes, 'theme'),
    oj: item.optionalText('oj'),
    note: item.optionalText('note'),
    source: item.text('source'),
    attestation: item.optionalChoice('attestation', Attestation),
    confidence: item.choice('confidence', Confidence),
  };
}

function nameTwice(acts: LegalActItem[], faults: string[]): void {
  const seen = new Set<string>();
  for (const { celex, number } of acts) {
    if (celex !== null && seen.has(celex))
      faults.push(`${FILES.legalActs}, ${number}, celex: “${celex}” is there twice`);
    if (celex !== null) seen.add(celex);
  }
}

function readRecommendation(
  item: ItemReader,
  sets: ReadonlySet<string>,
  themes: ReadonlySet<string>,
  systems: ReadonlySet<string>,
): RecommendationItem {
  const set = item.text('set');
  if (set && !sets.has(set)) item.fault('set', `there is no recommendation set “${set}”`);
  return {
    code: readCode(item),
    set,
    chapter: item.text('chapter'),
    kind: item.choice('kind', RecommendationKind),
    title: item.text('title'),
    summary: item.text('summary'),
    addressees: item.texts('addressees'),
    addresseesInferred: item.texts('addresseesInferred'),
    systems: item.codes('systems', systems, 'system'),
    themes: item.codes('themes', themes, 'theme'),
    source: item.object('source', readSourceOf),
  };
}
