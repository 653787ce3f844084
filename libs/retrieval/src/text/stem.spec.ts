import { describe, expect, it } from '@jest/globals';
import { STEMMED_HERE, stemLine, stemOf } from './stem.js';

// By language: forms of one word, a line each; words of different lines must not meet.
const FORMS: Readonly<Record<string, string>> = {
  bg: `
    система системата системи системите
    граница границата граници границите
    агенция агенцията агенции агенциите
    административен административна административно административните административният
    данни данните
    закон закона законът закони законите
    орган органът органи органите
    град градът градове градовете`,
  cs: `
    interoperabilita interoperability interoperabilitu interoperabilitou interoperabilitě
    systém systému systémem systémy systémů systémech systémům
    hranice hranici hranicí hranicemi hranicích
    evropský evropského evropské evropských evropskými evropskou
    údaj údaje údajů údajích
    konec konce koncem
    databanka databanky databance databankou
    migrace migraci migrací`,
  hr: `
    interoperabilnost interoperabilnosti interoperabilnošću
    sustav sustava sustavu sustavi sustavima
    granica granice granici granicom granicama
    europski europskog europskoj europskih europskim
    podatak podatka podatkom
    agencija agencije agenciji agencijom agencijama
    policija policije policijom`,
  lv: `
    sistēma sistēmas sistēmu sistēmai sistēmām sistēmās
    datubāze datubāzes datubāzi datubāzē datubāžu datubāzēm
    robeža robežas robežu robežām
    lietotājs lietotāja lietotāju lietotājam lietotājiem lietotājus
    eiropas eiropa eiropu eiropā
    drošība drošības drošību drošībai`,
  pl: `
    interoperacyjność interoperacyjności interoperacyjnością
    system systemu systemem systemy systemów systemach systemami
    granica granice granicy granicą granicami
    europejski europejskiego europejska europejskiej europejskich europejskimi
    polityka polityki polityce politykę polityką
    dane danych danymi
    komputerze komputer komputera komputery
    środek środka środki środków`,
  sk: `
    interoperabilita interoperability interoperabilitu interoperabilitou interoperabilite
    systém systému systémom systémy systémov systémoch
    hranica hranice hranici hranicou hraniciach
    európsky európskeho európska európskej európskych európskymi
    údaj údaja údaje údajov údajoch
    informácia informácie informácií informáciou informáciách
    koniec konca koncom`,
  sl: `
    interoperabilnost interoperabilnosti interoperabilnostjo
    sistem sistema sistemu sistemom sistemi sistemov sistemih
    meja meje meji mejo mejah mejami
    evropski evropskega evropska evropske evropskih evropskimi
    podatek podatka podatki podatkov podatkih
    agencija agencije agenciji agencijo
    uporabnik uporabnika uporabniki uporabnikov`,
};

describe.each(Object.entries(FORMS))('words of %s', (language, table) => {
  const words = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '));

  it.each(words)('have one stem, with and without accents: %s', (first, ...others) => {
    const stem = stemOf(language, first as string);
    expect(stem.length).toBeGreaterThanOrEqual(3);
    for (const form of others) {
      expect([form, stemOf(language, form)]).toEqual([form, stem]);
      if (language !== 'bg') expect(stemOf(language, bare(form))).toBe(stem);
    }
  });

  it('keep apart what is no form of each other', () => {
    expect(new Set(words.map(([word]) => stemOf(language, word as string))).size).toBe(words.length);
  });
});

const bare = (form: string) => form.normalize('NFD').replace(/\p{M}/gu, '').replace('ł', 'l');

describe('stems', () => {
  it('have a table of words for each language', () => {
    expect(Object.keys(FORMS)).toEqual(STEMMED_HERE);
  });

  it('leave short words, codes and numbers as they are', () => {
    expect(['eu', 'ecris', 'a2', 'sis2', '2026', 'rt2017a'].map((form) => stemOf('cs', form))).toEqual([
      'eu',
      'ecris',
      'a2',
      'sis2',
      '2026',
      'rt2017a',
    ]);
  });

  it('are taken by language, whatever the region, and Bosnian as Croatian', () => {
    expect(stemOf('cs-CZ', 'hranicemi')).toBe(stemOf('cs', 'hranice'));
    expect(stemOf('BS', 'granicama')).toBe(stemOf('hr', 'granica'));
    for (const language of ['en', 'de', 'mt', 'und', '']) expect(stemOf(language, 'hranicemi')).toBe('hranicemi');
  });

  it('stand in a line in the order of the words', () => {
    expect(stemLine('pl', 'Granice, systemów – SIS2!')).toBe('granik systm sis2');
    expect(stemLine('en', 'Shared systems')).toBe('shared systems');
    expect(stemLine('pl', ' … ')).toBe('');
  });
});
