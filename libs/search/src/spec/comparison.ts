import { expect } from '@jest/globals';
import type { Actor } from '#libs/identity';
import type { Search } from '../query/search.js';
import type { Paper } from './fixtures.js';

/** Papers on a few subjects in a few languages, to be told apart by what is asked below. */
export const COMPARED_PAPERS: (Required<Pick<Paper, 'title' | 'abstract'>> & { body: string; language?: string })[] = [
  {
    title: 'Fingerprint quality at first capture',
    abstract: 'Bad prints are found when they are taken.',
    body: 'An operator sees at once whether a finger was placed well, and asks for another capture.',
  },
  {
    title: 'Facial images from border kiosks',
    abstract: 'Light and distance decide.',
    body: 'Kiosks that measure the light take images that can be compared, others take portraits.',
  },
  {
    title: 'Deduplication of identities across visa files',
    abstract: 'One person, several applications.',
    body: 'Whoever applied twice under two names is found by a comparison of all files at night.',
  },
  {
    title: 'A universal message format',
    abstract: 'One vocabulary for requests and answers.',
    body: 'Administrations exchange records of persons, firearms and vehicles in one format.',
  },
  {
    title: 'Audit trails that cannot be rewritten',
    abstract: 'Logs are chained.',
    body: 'Each entry carries the digest of the one before, so that a later change shows.',
  },
  {
    title: 'Training of first line officers',
    abstract: 'A week is not enough.',
    body: 'Officers who met the screens in training ask fewer questions at the counter.',
  },
  {
    title: 'Latency budgets for mobile checks on trains',
    abstract: 'Tunnels and gaps in coverage.',
    body: 'A mobile device keeps what it asked and sends it when the radio is back.',
  },
  {
    title: 'Carriers and the status of travellers',
    abstract: 'A green light before boarding.',
    body: 'Airlines ask whether a traveller may board, and learn nothing else of them.',
  },
  {
    title: 'Data protection by design in shared repositories',
    abstract: 'Purpose limitation in each query.',
    body: 'A query names its purpose, and fields that it does not need stay empty.',
  },
  {
    title: 'Statistics without identities',
    abstract: 'Counts are rounded.',
    body: 'Small counts are withheld, since three travellers of one village are known to everybody there.',
  },
  {
    title: 'Speicherfristen für Fluggastdaten',
    abstract: 'Nach fünf Jahren wird gelöscht.',
    body: 'Die Löschung geschieht ohne Antrag, und jede Ausnahme wird begründet.',
    language: 'de',
  },
  {
    title: 'Überwachungskameras an Bahnhöfen',
    abstract: 'Was sie sehen und was nicht.',
    body: 'Kameras ersetzen keine Streife, sie zeigen nur, wo eine fehlt.',
    language: 'de',
  },
  {
    title: 'Systèmes d’entrée et de sortie',
    abstract: 'Le registre des franchissements.',
    body: 'Les durées de séjour sont calculées automatiquement à la frontière.',
    language: 'fr',
  },
  {
    title: 'Interconnexion des casiers judiciaires',
    abstract: 'Les condamnations des ressortissants de pays tiers.',
    body: 'Un index central indique quel État membre détient des informations.',
    language: 'fr',
  },
  {
    title: 'Herramientas de traducción para guardias',
    abstract: 'Frases cortas y claras.',
    body: 'Una frase corta se traduce mejor que un párrafo.',
    language: 'es',
  },
  {
    title: 'Costs of a second data centre',
    abstract: 'Power, rent and people.',
    body: 'A second site doubles the rent, and people are the larger part of it.',
  },
];

/** What is asked, and the number of the paper that is meant. */
export const COMPARED_QUESTIONS: [query: string, meant: number][] = [
  ['fingerprint quality', 0],
  ['fingerprnt quality', 0],
  ['finger print capture', 0],
  ['how can an operator see whether a finger was placed well', 0],
  ['facial images kio', 1],
  ['facail imags', 1],
  ['deduplication of identities', 2],
  ['deduplicaton identites visa', 2],
  ['one person applied twice under two names', 2],
  ['universal message format', 3],
  ['univresal mesage formta', 3],
  ['firearms vehicles', 3],
  ['audit trails', 4],
  ['adit trials rewriten', 4],
  ['train officers', 5],
  ['first line offi', 5],
  ['latency mobile trains', 6],
  ['latnecy budgest', 6],
  ['"green light" boarding', 7],
  ['carriers travellers -airport', 7],
  ['purpose limitation', 8],
  ['pupose limitaton', 8],
  ['rounded counts of travellers', 9],
  ['fluggastdaten', 10],
  ['flugast daten', 10],
  ['speicher fristen', 10],
  ['loschung ohne antrag', 10],
  ['uberwachungskamera', 11],
  ['überwachugskameras banhof', 11],
  ['systeme entree sortie', 12],
  ['durée de séjour frontière', 12],
  ['casier judiciaire', 13],
  ['cassiers judicaires', 13],
  ['traduccion guardias', 14],
  ['traducion frase corta', 14],
  ['second data centre', 15],
  ['secnd datacentre costs', 15],
];

interface Place {
  query: string;
  place: number;
  engines: string[];
}

/** At which place each of the questions finds what is meant; Infinity where it doesn't. */
export async function placesOf(search: Search, actor: Actor, ids: readonly string[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const [query, meant] of COMPARED_QUESTIONS) {
    const answer = await search.execute(actor, { query, filter: {}, facets: [], page: { size: 20, backwards: false } });
    const place = answer.hits.findIndex((hit) => hit.id === ids[meant]);
    places.push({ query, place: place < 0 ? Number.POSITIVE_INFINITY : place + 1, engines: answer.engines });
  }
  return places;
}

/** With a second engine nothing that is meant stands lower than without, and nothing is lost. What it alone finds has tests of its own. */
export function expectNoWorse(both: readonly Place[], alone: readonly Place[]): void {
  // A long question is not asked of it.
  expect(both.filter((one) => one.engines.length < 2)).toHaveLength(1);
  const worse = both.flatMap(({ query, place }, no) => {
    const before = alone[no]?.place ?? 0;
    return place > before ? [{ query, place, before }] : [];
  });
  expect(worse).toEqual([]);
  const found = both.filter(({ place }) => place <= 3);
  expect(found.length).toBeGreaterThanOrEqual(COMPARED_QUESTIONS.length - 1);
}
