import { Attestation, Confidence, DataFileError, dataFolder, readCatalogueFiles, readItems } from '#libs/catalogue';

export interface EventItem {
  slug: string;
  kind: string;
  ordinal: number | null;
  titles: string[];
  subject: string | null;
  startsOn: string;
  endsOn: string | null;
  place: string | null;
  themes: string[];
  facts: string[];
  source: { document: string; urls: string[]; attestation: Attestation; note: string | null };
  confidence: Confidence;
}

/**
 * Reads and checks the events. Throws one DataFileError that lists every fault as `file, item, field: what is wrong`.
 * `themes`: the codes that exist; those of the catalogue's files when absent.
 */
export async function readEventFiles(
  folder = dataFolder('directory'),
  themes?: ReadonlySet<string>,
): Promise<EventItem[]> {
  const codes = themes ?? new Set((await readCatalogueFiles()).themes.map((theme) => theme.code));
  const faults: string[] = [];
  const events = await readItems(folder, 'events.json', 'slug', faults, (item): EventItem => {
    const titles = item.texts('titles');
    if (titles.length === 0) item.fault('titles', 'must hold at least one title');
    const startsOn = item.optionalPartialDate('startsOn');
    if (startsOn === null) item.fault('startsOn', 'is missing');
    const endsOn = item.optionalPartialDate('endsOn');
    if (startsOn !== null && endsOn !== null && endsOn < startsOn) item.fault('endsOn', 'is before startsOn');
    return {
      slug: item.matching('slug', /^[a-z0-9]+(-[a-z0-9]+)*$/, 'of small letters, digits and single hyphens'),
      kind: item.matching('kind', /^[A-Z]+(_[A-Z]+)*$/, 'a word in capital letters'),
      ordinal: item.integer('ordinal'),
      titles,
      subject: item.optionalText('subject'),
      startsOn: startsOn ?? '',
      endsOn,
      place: item.optionalText('place'),
      themes: item.codes('themes', codes, 'theme'),
      facts: item.texts('facts'),
      source: item.object('source', (source) => ({
        document: source.text('document'),
        urls: source.urls('urls'),
        attestation: source.choice('attestation', Attestation),
        note: source.optionalText('note'),
      })),
      confidence: item.choice('confidence', Confidence),
    };
  });
  if (faults.length > 0) throw new DataFileError(faults);
  return events;
}
