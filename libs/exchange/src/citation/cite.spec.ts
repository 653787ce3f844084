import { describe, expect, it } from '@jest/globals';
import { ContributionKind } from '#libs/contributions';
import type { CitationSource } from './citation-sources.js';
import { CitationStyle, cite } from './cite.js';

const source: CitationSource = {
  id: '018f0000-0000-7000-8000-000000000000',
  revisionId: 'revision',
  reference: 'RT-2026-0036',
  kind: ContributionKind.POSITION_PAPER,
  title: 'Match & “store” {apart}, 50 % \\input{x}',
  abstract: 'First line.\nTY  - JOUR\n\nLast line.',
  language: 'en',
  authors: ['Șerban Ωmega'],
  organisations: ['Heron & Teacup (invented)'],
  publishedAt: new Date('2026-11-26T10:00:00Z'),
  submittedAt: new Date('2026-11-20T10:00:00Z'),
  sourceDate: null,
  sourceUrl: null,
  isWithdrawn: false,
};
const site = 'https://roundtable.example.org/';

describe('Citations', () => {
  it('are readable', async () => {
    expect(await cite(source, CitationStyle.TEXT, site)).toBe(
      'Șerban Ωmega. (2026). Match & “store” {apart}, 50 % \\input{x} (Position Paper RT-2026-0036). Roundtable. https://roundtable.example.org/contributions/RT-2026-0036\n',
    );
  });

  it('escape what BibTeX would obey', async () => {
    const bibtex = await cite(source, CitationStyle.BIBTEX, site);
    expect(bibtex).toMatch(/^@techreport\{/);
    expect(bibtex).toContain('title = {Match \\&');
    expect(bibtex).toContain('50 \\%');
    expect(bibtex).not.toContain('\\input{');
    expect(bibtex.split('{').length).toBe(bibtex.split('}').length);
  });

  it('keep a text from beginning a field of RIS', async () => {
    const lines = (await cite(source, CitationStyle.RIS, site)).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('TY  - '))).toEqual(['TY  - RPRT']);
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}-/);
    expect(lines).toContain('UR  - https://roundtable.example.org/contributions/RT-2026-0036');
    expect(lines.some((line) => line.includes('Șerban Ωmega'))).toBe(true);
  });

  it('are data for programs', async () => {
    const [item] = JSON.parse(await cite(source, CitationStyle.CSL_JSON, undefined));
    expect(item).toMatchObject({ type: 'report', number: 'RT-2026-0036', issued: { 'date-parts': [[2026, 11, 26]] } });
    expect(item.URL).toBeUndefined();
  });

  it('name the organisations where nobody signed, and the date of the source', async () => {
    const unsigned = { ...source, authors: [], sourceDate: 'June 2016', sourceUrl: 'https://example.org/paper' };
    const [item] = JSON.parse(await cite(unsigned, CitationStyle.CSL_JSON, undefined));
    expect(item).toMatchObject({
      author: [{ literal: 'Heron & Teacup (invented)' }],
      issued: { 'date-parts': [[2016]] },
      URL: 'https://example.org/paper',
    });
  });
});
