import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpEmbedder, MakeSuggestions, RefineSuggestions, Suggester } from '#libs/suggestions';
import { startTestApi, type TestApi } from './support/api.js';
import { published } from './support/contributions.js';

/** The vectors of texts that speak of one shared matching service are near; the paper's others are near to nothing that is recommended. */
const vectorOf = (text: string) => {
  if (/One matching service for several systems|A shared biometric matching service needs/.test(text)) return [1, 0, 0];
  return /One engine compares|The gallery of the old/.test(text) ? [0, 1, 0] : [0, 0, 1];
};

let api: TestApi;
let endpoint: Server;
/** How the endpoint does: it holds what is asked, refuses, or answers. */
let mood: 'HANGS' | 'REFUSES' | 'ANSWERS' = 'HANGS';
const held: (() => void)[] = [];
let make: MakeSuggestions;
let refine: RefineSuggestions;

beforeAll(async () => {
  api = await startTestApi();
  endpoint = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    const answer = () => {
      const data = JSON.parse(text).input.map((input: string, index: number) => ({
        index,
        embedding: vectorOf(input),
      }));
      response
        .writeHead(mood === 'REFUSES' ? 503 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data }));
    };
    request.on('end', () => (mood === 'HANGS' ? held.push(answer) : answer()));
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  const suggester = new Suggester(api.database, new HttpEmbedder({ url, key: undefined, model: 'small' }));
  make = new MakeSuggestions(api.database, suggester);
  refine = new RefineSuggestions(api.database, suggester);
}, 120_000);
afterAll(async () => {
  endpoint?.closeAllConnections();
  endpoint?.close();
  await api?.close();
});

async function methodOf(id: string): Promise<string[]> {
  const answer = await api.as.analyst(
    'query S($id: ID!) { node(id: $id) { ... on Contribution { suggestions { method recommendation { code } } } } }',
    { id },
  );
  const found = answer.data.node.suggestions.find(
    (item: { recommendation: { code: string } | null }) => item.recommendation?.code === 'HLEG-BMS-01',
  );
  return found?.method ?? [];
}

const due = async () =>
  (await api.database.query('select 1 from suggestion_run where refine_after <= now()')).length > 0;

describe('suggestions beside an endpoint for embeddings', () => {
  it('stand by words at once while the endpoint hangs, and are refined when it answers', async () => {
    const paper = await published(api);
    await make.runOnce();
    const stopping = new AbortController();
    const hanging = refine.runOnce(10, stopping.signal);
    // The first paper has taught it the language; what comes now must not wait for anything.
    const second = await published(api);
    const began = Date.now();
    await make.runOnce();
    expect(Date.now() - began).toBeLessThan(1_000);
    for (const { id } of [paper, second]) {
      expect((await methodOf(id)).length).toBeGreaterThan(0);
      expect(await methodOf(id)).not.toContain('meaning');
    }
    const stopped = Date.now();
    stopping.abort();
    expect(await hanging).toBe(0);
    expect(Date.now() - stopped).toBeLessThan(1_000);
    expect(await due()).toBe(true);
    mood = 'ANSWERS';
    held.length = 0;
    expect(await refine.runOnce()).toBe(2);
    for (const { id } of [paper, second]) expect(await methodOf(id)).toContain('meaning');
    expect(await due()).toBe(false);
    expect(await refine.runOnce()).toBe(0);
  });

  it('keep their turn for another time when the endpoint refuses', async () => {
    mood = 'REFUSES';
    const paper = await published(api);
    await make.runOnce();
    expect(await refine.runOnce()).toBe(0);
    expect(await methodOf(paper.id)).not.toContain('meaning');
    expect(await due()).toBe(false);
    await api.database.query('update suggestion_run set refine_after = now() where refine_after is not null');
    mood = 'ANSWERS';
    expect(await refine.runOnce()).toBe(1);
    expect(await methodOf(paper.id)).toContain('meaning');
  });

  it('wait while another worker has made them by what this one does not know of yet', async () => {
    const paper = await published(api);
    await make.runOnce();
    await api.database.query(`update suggestion_run set taxonomy = 'newer' where refine_after is not null`);
    expect(await refine.runOnce()).toBe(0);
    expect(await due()).toBe(true);
    expect(await make.runOnce()).toBe(1);
    expect(await refine.runOnce()).toBe(1);
    expect(await methodOf(paper.id)).toContain('meaning');
  });

  it('are left alone by what was asked about an earlier text', async () => {
    const paper = await published(api);
    await make.runOnce();
    mood = 'HANGS';
    const refining = refine.runOnce();
    while (held.length === 0) await sleep(10);
    await api.database.query('update suggestion_text set changes = changes + 1');
    while ((await make.runOnce()) > 0);
    mood = 'ANSWERS';
    for (const answer of held.splice(0)) answer();
    expect(await refining).toBe(0);
    expect(await methodOf(paper.id)).not.toContain('meaning');
    expect(await due()).toBe(true);
    while ((await refine.runOnce()) > 0);
    expect(await methodOf(paper.id)).toContain('meaning');
  });
});
