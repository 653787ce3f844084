import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { AnalysisModule, RecommendationCoverage } from '#libs/analysis';
import { type Actor, ANONYMOUS, IdentityModule, Role, SaveAccount, SYSTEM } from '#libs/identity';
import { Database } from '#libs/platform';
import { ProjectDirty, Search, SearchModule } from '#libs/search';
import { createTestContext, type TestContext } from '../../../../test/support/nest-context.js';
import { ExchangeModule } from '../exchange.module.js';
import { openSource } from '../import/read-contributions.js';
import { ImportContributions } from './import-contributions.js';
import { demoFiles, LoadDemo } from './load-demo.js';

interface Label {
  title: string;
  themes_primary: string[];
  themes_secondary: string[];
  systems: string[];
  hleg_recommendations: string[];
}

/** With what an import and its readers need. */
const prepare = () => createTestContext(IdentityModule, SearchModule, AnalysisModule, ExchangeModule);

let context: TestContext;
let database: Database;
let app: INestApplicationContext;
const close = () => context?.close();

describe('the eighteen texts of the corpus', () => {
  let labels: Label[];
  beforeAll(async () => {
    context = await prepare();
    ({ app, database } = context);
    labels = JSON.parse(await readFile(join(demoFiles.corpus, 'labels.json'), 'utf8')) as Label[];
    const source = await openSource([demoFiles.corpus]);
    const report = await app.get(ImportContributions).execute(SYSTEM, source.entries, { publish: true });
    expect(report).toMatchObject({ created: 18, published: 18, faulty: 0, faults: [], notes: [] });
    while ((await app.get(ProjectDirty).runOnce(50)) > 0);
  });
  afterAll(close);

  it('carry the themes, systems and links of their labels, and no others', async () => {
    const rows = await database.query<Record<'title', string> & Record<'themes' | 'systems' | 'links', string[]>>(
      `select r.title,
         array(select t.code from revision_theme x join theme t on t.id = x.theme_id where x.revision_id = r.id order by x.position) as themes,
         array(select s.code from revision_system x join information_system s on s.id = x.system_id where x.revision_id = r.id order by x.position) as systems,
         array(select n.code from recommendation_link l join recommendation n on n.id = l.recommendation_id
           join link_claim k on k.link_id = l.id and k.valid_to is null and k.state = 'CONFIRMED' and k.stance = 'UNSTATED'
           where l.contribution_id = c.id and l.origin = 'IMPORTED' order by n.code) as links
       from contribution c join revision r on r.id = c.current_revision_id where c.status = 'PUBLISHED'`,
    );
    const byTitle = <Row extends { title: string }>(all: Row[]) => all.sort((a, b) => (a.title < b.title ? -1 : 1));
    expect(byTitle(rows)).toEqual(
      byTitle(
        labels.map((label) => ({
          title: label.title,
          themes: [...label.themes_primary, ...label.themes_secondary],
          systems: label.systems,
          links: [...label.hleg_recommendations].sort(),
        })),
      ),
    );
  });

  it('say that they are digests, and of how much', async () => {
    const rows = await database.query<{ body: string }>('select body from revision');
    expect(rows).toHaveLength(18);
    for (const { body } of rows) {
      expect(body).toMatch(/\*Form: paraphrased digest, not the original wording\. Retrieved extent: .+\.\*$/);
    }
  });

  it('are found by “biometric matching”', async () => {
    const answer = await app.get(Search).execute(ANONYMOUS, {
      query: 'biometric matching',
      filter: {},
      facets: [],
      page: { size: 5, backwards: false },
    });
    const titles = await database.query<{ id: string; title: string }>(
      'select c.id, r.title from contribution c join revision r on r.id = c.current_revision_id',
    );
    const found = answer.hits.map((hit) => titles.find(({ id }) => id === hit.id)?.title ?? '');
    // Both are labelled with HLEG-BMS-01, on shared biometric matching; the third of them, an interview, speaks of a matcher only.
    expect(found.slice(0, 2).sort()).toEqual([
      'Augmented Borders EU-EES',
      'CEN/TR 18030: Overview of biometric verification systems implemented across Europe',
    ]);
  });

  it('give the coverage of HLEG-BMS-01 that the labels say', async () => {
    const expected = labels.filter((label) => label.hleg_recommendations.includes('HLEG-BMS-01'));
    expect(expected).toHaveLength(3);
    const [figures] = await database.query<{ contributions: number; organisations: number }>(
      `select count(distinct l.contribution_id)::int as contributions, count(distinct o.organisation_id)::int as organisations
       from recommendation n join recommendation_link l on l.recommendation_id = n.id
       join link_claim k on k.link_id = l.id and k.valid_to is null and k.state = 'CONFIRMED'
       join contribution c on c.id = l.contribution_id join revision_organisation o on o.revision_id = c.current_revision_id
       where n.code = 'HLEG-BMS-01'`,
    );
    expect(figures).toEqual({ contributions: 3, organisations: 3 });
    const [recommendation] = await database.query<{ id: string }>(
      `select id from recommendation where code = 'HLEG-BMS-01'`,
    );
    const [coverage] = await app.get(RecommendationCoverage).of(ANONYMOUS, [recommendation!.id]);
    expect(coverage).toMatchObject({
      contributions: 3,
      organisations: 3,
      proposed: 0,
      suspect: 0,
      byStance: { UNSTATED: 3 },
    });
  });
});

describe('the demo', () => {
  let expert: Actor;
  beforeAll(async () => {
    context = await prepare();
    ({ app, database } = context);
    const account = { email: 'e@example.org', name: 'E', roles: [Role.EXPERT], password: 'long enough' };
    const { id } = await app.get(SaveAccount).execute(SYSTEM, account);
    expert = { accountId: id, roles: new Set([Role.EXPERT]), organisationId: null };
  });
  afterAll(close);

  it('imports every line and finds every quote; a second run does nothing', async () => {
    const lines = async (file: string) =>
      (await readFile(file, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { links: { evidence?: unknown[] }[] });
    const items = [...(await lines(demoFiles.published)), ...(await lines(demoFiles.submitted))];
    const quotes = items.flatMap((item) => item.links.flatMap((link) => link.evidence ?? []));
    expect(quotes.length).toBeGreaterThan(50);

    expect(await app.get(LoadDemo).execute(SYSTEM, { expert })).toMatchObject({ created: 18 + items.length });
    const [found] = await database.query<{ n: number }>('select count(*)::int as n from evidence');
    expect(found?.n).toBe(quotes.length);
    const states = await database.query(
      'select status, submitter_id as submitter, count(*)::int as n from contribution group by 1, 2 order by 1, 2',
    );
    expect(states).toEqual([
      { status: 'DRAFT', submitter: expert.accountId, n: 1 },
      { status: 'PUBLISHED', submitter: null, n: 54 },
      { status: 'SUBMITTED', submitter: expert.accountId, n: 2 },
      { status: 'SUBMITTED', submitter: null, n: 3 },
    ]);

    const [before] = await database.query('select count(*) as n from change_log');
    const began = performance.now();
    expect(await app.get(LoadDemo).execute(SYSTEM, { expert })).toEqual({ created: 0, links: 0 });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await database.query('select count(*) as n from change_log')).toEqual([before]);
  });

  it('keeps its confidential papers and its embargo from the public', async () => {
    const rows = await database.query<{ n: number }>(
      `select count(*)::int as n from contribution where status = 'PUBLISHED' and (audience = 'CONFIDENTIAL' or embargo_until > now())`,
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
  });
});
