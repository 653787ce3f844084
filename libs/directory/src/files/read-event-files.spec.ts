import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { dataFolder } from '#libs/catalogue';
import { readEventFiles } from './read-event-files.js';

it('reads 31 events, the roundtable of June 2017 under both its titles', async () => {
  const events = await readEventFiles();
  expect(events).toHaveLength(31);
  expect(events.find((event) => event.slug === 'rt-2017-06')?.titles).toEqual([
    'Interoperability in the JHA domain: Moving forward with concrete implementation',
    'A single search portal and shared BMS for Europe: Moving forward with concrete implementation',
  ]);
});

it('names every fault by file, item and field', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  const [first, second, third] = JSON.parse(readFileSync(join(dataFolder('directory'), 'events.json'), 'utf8'));
  const broken = [
    { ...first, titles: [], startsOn: '2017-6', themes: ['BIO', 'NOWHERE'] },
    { ...second, slug: 'RT-2015-07', endsOn: '2014' },
    { ...third, source: { ...third.source, urls: ['ftp://example.org'] }, confidence: 'SURE', ordinal: 1.5 },
    { ...third, source: null },
  ];
  writeFileSync(join(folder, 'events.json'), JSON.stringify(broken));
  await expect(readEventFiles(folder)).rejects.toMatchObject({
    faults: [
      'events.json, rt-2014-11, titles: must hold at least one title',
      'events.json, rt-2014-11, startsOn: “2017-6” must be a date: YYYY-MM-DD, YYYY-MM or YYYY',
      'events.json, rt-2014-11, themes: there is no theme “NOWHERE”',
      'events.json, RT-2015-07, endsOn: is before startsOn',
      'events.json, RT-2015-07, slug: “RT-2015-07” must be of small letters, digits and single hyphens',
      'events.json, rt-2015-10, ordinal: must be a whole number',
      'events.json, rt-2015-10, source.urls: “ftp://example.org” must be a web address',
      'events.json, rt-2015-10, confidence: “SURE” is none of VERIFIED, SECONDARY, BACKGROUND',
      'events.json, rt-2015-10, slug: “rt-2015-10” is there twice',
      'events.json, rt-2015-10, source: is missing',
    ],
  });
  rmSync(folder, { recursive: true });
});
