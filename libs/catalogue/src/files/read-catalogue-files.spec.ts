import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Attestation, RecommendationKind } from '../policies/terms.js';
import { DataFileError } from './data-file-error.js';
import { dataFolder } from './data-folder.js';
import { readCatalogueFiles } from './read-catalogue-files.js';

// biome-ignore lint/suspicious/noExplicitAny: items are broken on purpose.
type Item = Record<string, any>;

function count<Value>(values: Value[]): Map<Value, number> {
  return values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map<Value, number>());
}

describe('the catalogue’s own files', () => {
  it('hold what they are known to hold', async () => {
    const { recommendations, themes, systems, legalActs, sets } = await readCatalogueFiles();
    expect(sets.map((set) => [set.code, set.adoptedOn])).toEqual([['HLEG-2017', '2017-05-11']]);
    expect([recommendations, themes, systems, legalActs].map((items) => items.length)).toEqual([43, 64, 22, 55]);
    expect(themes.filter((theme) => theme.broader === null)).toHaveLength(9);
    expect(count(recommendations.map((item) => item.kind))).toEqual(
      new Map([
        [RecommendationKind.CONCLUSION, 6],
        [RecommendationKind.RECOMMENDATION, 12],
        [RecommendationKind.FINDING, 3],
        [RecommendationKind.PRINCIPLE, 1],
        [RecommendationKind.FOLLOW_UP, 16],
        [RecommendationKind.MANDATE, 1],
        [RecommendationKind.ANNEXED_POSITION, 3],
        [RecommendationKind.INPUT, 1],
      ]),
    );
    expect(count(recommendations.map((item) => item.source.attestation))).toEqual(
      new Map([
        [Attestation.REPORTED_BY_THIRD_PARTY, 9],
        [Attestation.OFFICIAL_RESTATEMENT, 14],
        [Attestation.QUOTED_BY_THIRD_PARTY, 10],
        [Attestation.OFFICIAL_FOLLOW_UP, 10],
      ]),
    );
  });

  it('join what systems say of acts with what acts say of systems', async () => {
    const { legalActs } = await readCatalogueFiles();
    const europol = legalActs.find((act) => act.celex === '32016R0794');
    expect(europol?.systems).toEqual(['EUROPOL-DATA', 'QUEST']);
  });

  it('spell sources out', async () => {
    const { systems } = await readCatalogueFiles();
    for (const { source } of systems) expect(source).not.toMatch(/\bS\d\d\b/);
    expect(systems.find((system) => system.code === 'VIS')?.source).toMatch(/eu-hlg-info-systems\.htm; Annex X of/);
  });
});

describe('broken files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
    cpSync(dataFolder('catalogue'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function change(file: string, work: (items: Item[]) => void): void {
    const items = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    work(items);
    writeFileSync(join(folder, file), JSON.stringify(items));
  }

  const find = (items: Item[], code: string) => items.find((item) => item.code === code) ?? {};

  async function faults(): Promise<string[]> {
    const error = await readCatalogueFiles(folder).catch((caught) => caught);
    expect(error).toBeInstanceOf(DataFileError);
    return (error as DataFileError).faults;
  }

  it('are refused with every fault by file, item and field', async () => {
    change('recommendations.json', (items) => {
      find(items, 'HLEG-ESP-01').title = '';
      find(items, 'HLEG-ESP-02').kind = 'WISH';
      find(items, 'HLEG-ESP-03').themes = ['COMP-ESP', 'NOWHERE'];
      find(items, 'HLEG-ESP-04').set = 'HLEG-1999';
      find(items, 'HLEG-BMS-01').source.attestation = 'HEARSAY';
      find(items, 'HLEG-BMS-02').source.url = 'javascript:alert(1)';
      find(items, 'HLEG-BMS-03').adressees = [];
      items.push({ ...find(items, 'HLEG-GEN-01') });
    });
    change('recommendation-sets.json', (items) => {
      find(items, 'HLEG-2017').adoptedOn = '2017-02-30';
    });
    change('systems.json', (items) => {
      find(items, 'SIS').legalActs = ['32099R0001'];
      find(items, 'VIS').source = 'S98';
    });
    change('legal-acts.json', (items) => {
      for (const item of items) if (item.celex === '32019R0817') item.date = '2019-13';
    });
    expect((await faults()).sort()).toEqual([
      'legal-acts.json, (EU) 2019/817, date: “2019-13” must be a date: YYYY-MM-DD, YYYY-MM or YYYY',
      'recommendation-sets.json, HLEG-2017, adoptedOn: “2017-02-30” must be a calendar date, YYYY-MM-DD',
      'recommendations.json, HLEG-BMS-01, source.attestation: “HEARSAY” is none of PRIMARY, OFFICIAL_RESTATEMENT, OFFICIAL_FOLLOW_UP, QUOTED_BY_THIRD_PARTY, REPORTED_BY_THIRD_PARTY',
      'recommendations.json, HLEG-BMS-02, source.url: “javascript:alert(1)” must be a web address',
      'recommendations.json, HLEG-BMS-03, adressees: is not a field of such an item',
      'recommendations.json, HLEG-ESP-01, title: is empty',
      'recommendations.json, HLEG-ESP-02, kind: “WISH” is none of RECOMMENDATION, CONCLUSION, FINDING, PRINCIPLE, MANDATE, ANNEXED_POSITION, FOLLOW_UP, INPUT',
      'recommendations.json, HLEG-ESP-03, themes: there is no theme “NOWHERE”',
      'recommendations.json, HLEG-ESP-04, set: there is no recommendation set “HLEG-1999”',
      'recommendations.json, HLEG-GEN-01, code: “HLEG-GEN-01” is there twice',
      'systems.json, SIS, legalActs: there is no legal act “32099R0001”',
      'systems.json, VIS, source: there is no source “S98”',
    ]);
  });

  it('are refused when themes go round in a circle, told once', async () => {
    change('themes.json', (items) => {
      find(items, 'COMP').broader = 'COMP-ESP-QRY';
    });
    expect(await faults()).toEqual([
      'themes.json, COMP, broader: goes round in a circle (COMP → COMP-ESP-QRY → COMP-ESP → COMP)',
    ]);
  });

  it('are refused when a file is no JSON, by its name', async () => {
    writeFileSync(join(folder, 'themes.json'), '[');
    expect(
      (await faults()).filter((fault) => fault.startsWith('themes.json, file, content: cannot be read')),
    ).toHaveLength(1);
  });
});
