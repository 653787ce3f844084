import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areas } from '#apps/tables';
import { ANONYMOUS, type RequestContext } from '#libs/identity';
import { Database, LoaderSet } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { Attestation, RecommendationKind } from '../policies/terms.js';
import { LegalActs } from '../queries/legal-acts.js';
import { RecommendationSets } from '../queries/recommendation-sets.js';
import { Recommendations } from '../queries/recommendations.js';
import { Relations } from '../queries/relations.js';
import { Systems } from '../queries/systems.js';
import { Themes } from '../queries/themes.js';
import { InformationSystemResolver } from './information-system.resolver.js';
import { LegalActResolver } from './legal-act.resolver.js';
import { RecommendationResolver } from './recommendation.resolver.js';
import { RecommendationOrder } from './recommendation-filter.input.js';
import { RecommendationSetResolver } from './recommendation-set.resolver.js';
import { ThemeResolver } from './theme.resolver.js';

describe('the catalogue’s part of the API', () => {
  let test: TestDatabase;
  let database: Database;
  let recommendations: RecommendationResolver;
  let sets: RecommendationSetResolver;
  let themes: ThemeResolver;
  let systems: InformationSystemResolver;
  let acts: LegalActResolver;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await new Database(test.url, areas).connect();
    const themeQueries = new Themes(database);
    const items = new Recommendations(database, themeQueries);
    const setQueries = new RecommendationSets(database);
    const systemQueries = new Systems(database);
    const relations = new Relations(database);
    const actQueries = new LegalActs(database);
    recommendations = new RecommendationResolver(items, setQueries, themeQueries, systemQueries, relations);
    sets = new RecommendationSetResolver(setQueries, items);
    themes = new ThemeResolver(themeQueries);
    systems = new InformationSystemResolver(systemQueries, actQueries, relations);
    acts = new LegalActResolver(actQueries, themeQueries, systemQueries, relations);
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  const request = (): RequestContext => ({ actor: ANONYMOUS, loaders: new LoaderSet() });

  async function statements(work: () => Promise<unknown>): Promise<number> {
    const before = database.statements.count;
    await work();
    return database.statements.count - before;
  }

  it('finds things by code in either case, and nothing by an unknown one', async () => {
    expect((await recommendations.recommendation('hleg-esp-01'))?.code).toBe('HLEG-ESP-01');
    expect((await themes.theme('comp-Esp'))?.code).toBe('COMP-ESP');
    expect((await systems.system('sis'))?.code).toBe('SIS');
    expect((await acts.legalAct('32019r0817'))?.number).toBe('(EU) 2019/817');
    expect((await acts.legalAct('edps 4/2018'))?.celex).toBe('EDPS 4/2018');
    expect(await recommendations.recommendation('HLEG-XXX')).toBeNull();
    expect(await themes.theme('')).toBeNull();
  });

  it('pages through all recommendations once, in every order', async () => {
    for (const orderBy of [null, ...Object.values(RecommendationOrder)]) {
      const codes: string[] = [];
      let after: string | null = null;
      do {
        const page = await recommendations.recommendations({ first: 20, after }, undefined, orderBy);
        codes.push(...page.nodes.map((node) => node.code));
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(new Set(codes).size).toBe(43);
      expect(codes).toHaveLength(43);
      if (orderBy === null) expect([codes[0], codes.at(-1)]).toEqual(['HLEG-GEN-01', 'HLEG-GOV-03']);
      if (orderBy === RecommendationOrder.CODE) expect(codes[0]).toBe('HLEG-BMS-01');
    }
  });

  it('refuses a cursor of another order', async () => {
    const { pageInfo } = await recommendations.recommendations({ first: 1 }, undefined, RecommendationOrder.CODE);
    const misused = recommendations.recommendations({ first: 1, after: pageInfo.endCursor });
    await expect(misused).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('filters, and counts what the filter leaves', async () => {
    const total = async (filter: Parameters<RecommendationResolver['recommendations']>[1]) => {
      const connection = await recommendations.recommendations({ first: 100 }, filter);
      expect(await connection.totalCount).toBe(connection.nodes.length);
      return connection.nodes;
    };
    expect(await total({ kinds: [RecommendationKind.RECOMMENDATION] })).toHaveLength(12);
    expect(await total({ attestations: [Attestation.QUOTED_BY_THIRD_PARTY] })).toHaveLength(10);
    expect(await total({ chapters: ['European search portal'] })).toHaveLength(5);
    expect(await total({ sets: ['hleg-2017'] })).toHaveLength(43);
    expect(await total({ sets: ['HLEG-1999'] })).toEqual([]);
    expect(await total({ kinds: [], themes: null })).toHaveLength(43);
    expect(await total({ themes: ['NOWHERE'] })).toEqual([]);
    for (const node of await total({ systems: ['pnr'] })) {
      expect((await recommendations.systems(node, request())).map((system) => system.code)).toContain('PNR');
    }
  });

  it('includes narrower themes', async () => {
    const codes = async (theme: string) =>
      (await recommendations.recommendations({ first: 100 }, { themes: [theme] })).nodes.map((node) => node.code);
    const [root, portal] = [await codes('COMP'), await codes('comp-esp')];
    expect(portal.length).toBeGreaterThan(0);
    expect(root).toEqual(expect.arrayContaining(portal));
    expect(root.length).toBeGreaterThan(portal.length);
  });

  it('reads 20 recommendations with all they hang on in as many statements as 2', async () => {
    const read = (first: number) => async () => {
      const context = request();
      const { nodes } = await recommendations.recommendations({ first });
      expect(nodes).toHaveLength(first);
      await Promise.all(
        nodes.map(async (node) => {
          const [set, nodeThemes, nodeSystems] = await Promise.all([
            recommendations.set(node, context),
            recommendations.themes(node, context),
            recommendations.systems(node, context),
          ]);
          expect(set?.code).toBe('HLEG-2017');
          await Promise.all(
            nodeThemes.map((theme) => Promise.all([themes.broader(theme, context), themes.narrower(theme, context)])),
          );
          await Promise.all(nodeSystems.map((system) => systems.legalActs(system, context)));
        }),
      );
    };
    const few = await statements(read(2));
    expect(await statements(read(20))).toBe(few);
    expect(few).toBeLessThanOrEqual(12);
  });

  it('reads 20 acts with their systems and themes in as many statements as 2', async () => {
    const read = (first: number) => async () => {
      const context = request();
      const { nodes } = await acts.legalActs({ first });
      await Promise.all(nodes.map((act) => Promise.all([acts.systems(act, context), acts.themes(act, context)])));
    };
    const few = await statements(read(2));
    expect(await statements(read(20))).toBe(few);
  });

  it('names themes and systems in the order in which they were given', async () => {
    const context = request();
    const item = await recommendations.recommendation('HLEG-GEN-02');
    const codes = (things: { code: string }[]) => things.map((thing) => thing.code);
    expect(codes(await recommendations.systems(item!, context))).toEqual(['ESP', 'SBMS', 'CIR']);
    expect(codes(await recommendations.themes(item!, context))).toEqual(['COMP-ESP', 'COMP-SBMS', 'COMP-CIR']);
  });

  it('pages the items of a set', async () => {
    const [set] = await sets.recommendationSets();
    const context = request();
    const first = await sets.recommendations(set!, { first: 30 }, context);
    const rest = await sets.recommendations(set!, { first: 30, after: first.pageInfo.endCursor }, context);
    expect([first.nodes.length, rest.nodes.length, await rest.totalCount]).toEqual([30, 13, 43]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('gives the tree of themes', async () => {
    expect(await themes.themes()).toHaveLength(64);
    const roots = await themes.themes(true);
    expect(roots).toHaveLength(9);
    const narrower = await themes.narrower(roots[0]!, request());
    expect(narrower.map((theme) => theme.code)[0]).toBe('COMP-ESP');
    expect((await themes.broader(narrower[0]!, request()))?.code).toBe('COMP');
    expect(themes.label(narrower[0]!, 'de')).toBe('European search portal');
  });

  it('tells where nothing was seen', async () => {
    const act = await acts.legalAct('32024R0982');
    expect(act).toMatchObject({ source: null, confidence: 'BACKGROUND' });
  });
});
