import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { CatalogueFiles } from '../files/catalogue-files.js';
import { readCatalogueFiles } from '../files/read-catalogue-files.js';
import { LoadCatalogue } from './load-catalogue.js';

describe('loading the catalogue', () => {
  let test: TestDatabase;
  let database: Database;
  let load: LoadCatalogue;
  let files: CatalogueFiles;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    load = new LoadCatalogue(database);
    files = await readCatalogueFiles();
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  const lastFact = async () =>
    Number((await database.query<{ id: string }>('select coalesce(max(id), 0) as id from change_log'))[0]?.id);
  const factsAfter = (id: number) =>
    database.query<{ kind: string; payload: object; subject_version: number | null }>(
      'select kind, payload, subject_version from change_log where id > $1 order by id',
      [id],
    );

  const versionsOf = (code: string) =>
    database.query<{ id: string; number: number; summary: string; valid_from: Date; valid_to: Date | null }>(
      `select recommendation_version.id, number, summary, valid_from, valid_to
       from recommendation_version join recommendation on recommendation.id = recommendation_id
       where code = $1 order by number`,
      [code],
    );

  it('changes nothing and writes no fact the second time', async () => {
    const before = await lastFact();
    expect(await load.execute(SYSTEM, files)).toEqual({ added: 0, changed: 0, unchanged: 185, missing: [] });
    expect(await factsAfter(before)).toEqual([]);
  });

  it('opens a second version of a changed recommendation as it closes the first', async () => {
    const before = await lastFact();
    const changed = files.recommendations.map((item) =>
      item.code === 'HLEG-ESP-01' ? { ...item, summary: 'Another summary.' } : item,
    );
    const result = await load.execute(SYSTEM, { ...files, recommendations: changed });
    expect(result).toEqual({ added: 0, changed: 1, unchanged: 184, missing: [] });
    const [first, second, ...more] = await versionsOf('HLEG-ESP-01');
    expect(more).toEqual([]);
    expect(first?.valid_to).toEqual(second?.valid_from);
    expect(first?.summary).not.toBe('Another summary.');
    expect(second).toMatchObject({ number: 2, summary: 'Another summary.', valid_to: null });
    expect(await factsAfter(before)).toEqual([
      { kind: 'RecommendationChanged', payload: { code: 'HLEG-ESP-01', version: 2 }, subject_version: 2 },
    ]);
    const [row] = await database.query(`select version from recommendation where code = 'HLEG-ESP-01'`);
    expect(row).toEqual({ version: 2 });
    const [themes] = await database.query<{ count: number }>(
      'select count(*)::int as count from recommendation_version_theme where version_id = $1',
      [second?.id],
    );
    expect(themes?.count).toBe(changed.find((item) => item.code === 'HLEG-ESP-01')?.themes.length);
  });

  it('adds what is new, changes the taxonomy in place and keeps what is missing', async () => {
    const before = await lastFact();
    const { synonyms, ...portal } = files.themes.find((theme) => theme.code === 'COMP-ESP') ?? files.themes[0]!;
    const themes = files.themes
      .filter((theme) => theme.code !== 'GOV-IND')
      .map((theme) => (theme.code === 'COMP-ESP' ? { ...portal, synonyms: [...synonyms, 'portal'] } : theme));
    themes.unshift({
      code: 'NEW-SUB',
      broader: 'NEW',
      labels: { en: 'Sub', fr: 'Sous' },
      definition: 'd',
      synonyms: [],
    });
    themes.push({ code: 'NEW', broader: null, labels: { en: 'New' }, definition: 'd', synonyms: [] });
    const recommendations = files.recommendations.map((item) => ({
      ...item,
      themes: item.themes.filter((code) => code !== 'GOV-IND'),
    }));
    const legalActs = files.legalActs.map((act) => ({
      ...act,
      themes: act.themes.filter((code) => code !== 'GOV-IND'),
    }));
    const result = await load.execute(SYSTEM, { ...files, themes, recommendations, legalActs });
    expect(result).toMatchObject({ added: 2, missing: ['Theme GOV-IND'] });
    const kinds = (await factsAfter(before)).map((fact) => fact.kind);
    expect(kinds.filter((kind) => kind.startsWith('Theme'))).toEqual(['ThemeAdded', 'ThemeAdded', 'ThemeChanged']);
    const [row] = await database.query(
      `select sub.code, broader.code as broader from theme sub join theme broader on broader.id = sub.broader_id
       where sub.code = 'NEW-SUB'`,
    );
    expect(row).toEqual({ code: 'NEW-SUB', broader: 'NEW' });
  });

  it('takes a new order of items without a fact', async () => {
    const before = await lastFact();
    const result = await load.execute(SYSTEM, { ...files, recommendations: files.recommendations.toReversed() });
    expect(result).toMatchObject({ added: 0, changed: 0 });
    expect(await factsAfter(before)).toEqual([]);
    const [first] = await database.query(`select code from recommendation order by position limit 1`);
    expect(first).toEqual({ code: 'HLEG-GOV-03' });
  });

  it('is for administrators', async () => {
    await expect(load.execute(ANONYMOUS, files)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('leaves no way to change or reopen a version', async () => {
    const changed = files.recommendations.map((item) => ({ ...item, note: null, title: `${item.title}!` }));
    await load.execute(SYSTEM, { ...files, recommendations: changed });
    const change = (sql: string) => expect(database.query(sql)).rejects.toMatchObject({ code: '23001' });
    await change(`update recommendation_version set title = 'x' where valid_to is null`);
    await change(`update recommendation_version set valid_to = now(), title = 'x' where valid_to is null`);
    await change(`update recommendation_version set valid_to = null where valid_to is not null`);
    await change('delete from recommendation_version');
    await change('update recommendation_version_theme set position = 0');
    await change('delete from recommendation_version_system');
  });

  it('lets no two versions hold at once', async () => {
    const overlapping = database.query(
      `insert into recommendation_version select gen_random_uuid(), recommendation_id, 99, kind, chapter, title, summary,
         addressees, addressees_inferred, source_document, source_url, source_section, source_page, source_stage,
         attestation, note, content_hash, valid_from - interval '1 day', valid_from + interval '1 day'
       from recommendation_version limit 1`,
    );
    await expect(overlapping).rejects.toMatchObject({
      code: '23P01',
      constraint: 'ex_recommendation_version_validity',
    });
  });
});
