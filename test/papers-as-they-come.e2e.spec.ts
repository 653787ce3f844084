import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLog } from '#libs/platform';
import { startWorker, type Working } from '../apps/worker/src/work.js';
import { type Client, startTestApi, type TestApi } from './support/api.js';
import { decide, draft, link, step } from './support/contributions.js';
import { attach, upload } from './support/files.js';
import { makePdf, serif } from './support/make-pdf.js';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
type Any = any;

let api: TestApi;
let worker: Working;
beforeAll(async () => {
  api = await startTestApi();
  // The loops that run in production, beside the api.
  worker = startWorker({
    configuration: api.configuration,
    database: api.database,
    log: createLog(api.configuration.logLevel, 'test'),
  });
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await api?.close();
});

const QUOTE =
  'The shared service compares fingerprints of every central system, and keeps templates apart by their source.';

/** A paper as a word processor prints one: an embedded font, a running head, page numbers, headings, paragraphs over many lines. */
const paper = () =>
  makePdf(
    (pdf) => {
      pdf.font(serif);
      const pages: [string, string[]][] = [
        [
          'Summary',
          ['The institute presents its view on how large systems should work together in the years to come.'],
        ],
        [
          'One matcher',
          [
            'Set up one matching service for several systems, with a common matcher. Each has a matching engine of its own today.',
            QUOTE,
          ],
        ],
        ['Migration', ['Galleries are enrolled again in the background, whence the curious word quillwort.']],
      ];
      for (const [index, [heading, texts]] of pages.entries()) {
        pdf.addPage();
        pdf.fontSize(8).text('Institute of Invented Studies, Working Paper 12', 72, 40);
        pdf.fontSize(16).text(heading, 72, 90).moveDown(0.5).fontSize(11);
        for (const text of texts) pdf.text(text).moveDown(0.6);
        pdf.fontSize(8).text(`Page ${index + 1} of 3`, 72, 745);
      }
    },
    { autoFirstPage: false },
  );

async function until<Value>(ask: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  for (let tries = 0; tries < 300; tries++) {
    const value = await ask();
    if (isSo(value)) return value;
    await sleep(100);
  }
  throw new Error(`Not so within half a minute: ${JSON.stringify(await ask())}`);
}

async function ask(as: Client, query: string, variables: Record<string, unknown> = {}): Promise<Any> {
  const answer = await as(query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

/** Hands a file in with a new draft; `stored` is told where its bytes lie, before anybody reads them. */
async function filed(bytes: Uint8Array, name: string, stored?: (place: string) => void): Promise<Any> {
  const { status, body } = await upload(api.url, api.tokens.expert, bytes, name);
  expect(status).toBe(201);
  stored?.(join(api.configuration.home, 'files', 'blobs', body.sha256.slice(0, 2), body.sha256));
  const fields = {
    title: 'As it came',
    abstract: 'See the file.',
    body: '',
    statement: 'See there.',
    asks: ['Read it.'],
  };
  const attached = await attach(api.as.expert, await draft(api.as.expert, fields), body.id);
  expect(attached.errors).toEqual([]);
  return attached;
}

const EXTRACTION = 'extraction { state pageCount pagesRead language failure attempts }';
const extractionOf = async (id: string): Promise<Any> =>
  (await ask(api.as.expert, `query E($id: ID!) { node(id: $id) { ... on File { ${EXTRACTION} } } }`, { id })).node
    .extraction;
const isOver = ({ state }: Any) => state === 'DONE' || state === 'FAILED';

describe('a PDF that is handed in', () => {
  it('is read, found with its page, quoted as evidence of a link, and suggested for', async () => {
    const { file, contribution } = await filed(await paper(), 'Working paper.pdf');
    expect(await until(() => extractionOf(file.id), isOver)).toEqual({
      state: 'DONE',
      pageCount: 3,
      pagesRead: 3,
      language: 'en',
      failure: null,
      attempts: 0,
    });
    const claim = await link(api.as.expert, contribution.id, 'HLEG-ESP-01', { evidence: [{ quote: QUOTE }] });
    expect(claim.errors).toEqual([]);
    const sent = (await step(api.as.expert, 'submitContribution', contribution)).contribution;
    const inReview = (await step(api.as.analyst, 'startReview', sent)).contribution;
    const out = (await step(api.as.analyst, 'publishContribution', inReview)).contribution;
    expect((await decide(api.as.analyst, claim.link.id, 'CONFIRM')).link.state).toBe('CONFIRMED');

    const found = await until(
      () =>
        ask(
          api.as.anonymous,
          '{ search(query: "quillwort") { totalCount edges { node { reference } passages { html passage { part page heading file { name } } } } } }',
        ),
      ({ search }) => search.totalCount > 0,
    );
    expect(found.search).toEqual({
      totalCount: 1,
      edges: [
        {
          node: { reference: out.reference },
          passages: [
            {
              html: expect.stringContaining('<mark>quillwort</mark>'),
              passage: { part: 'FILE', page: 3, heading: 'Migration', file: { name: 'Working paper.pdf' } },
            },
          ],
        },
      ],
    });

    const said = await ask(
      api.as.anonymous,
      `{ recommendation(code: "HLEG-ESP-01") { links { nodes { suspect contribution { reference } evidence { quote start end passage { text page heading file { id } } } } } } }`,
    );
    const [of] = said.recommendation.links.nodes;
    expect(of).toMatchObject({ suspect: false, contribution: { reference: out.reference } });
    const [evidence] = of.evidence;
    expect(evidence.quote).toBe(QUOTE);
    expect(evidence.passage).toMatchObject({ page: 2, heading: 'One matcher', file: { id: file.id } });
    expect(evidence.passage.text.slice(evidence.start, evidence.end)).toBe(QUOTE);
    // Neither running head nor page number is text.
    expect(evidence.passage.text).not.toMatch(/Invented Studies|Page 2/);

    const { node } = await until(
      () =>
        ask(
          api.as.analyst,
          'query S($id: ID!) { node(id: $id) { ... on Contribution { suggestions { recommendation { code } evidence { passage { page } } } } } }',
          { id: out.id },
        ),
      (data) => data.node.suggestions.length > 0,
    );
    expect(node.suggestions).toContainEqual({
      recommendation: { code: 'HLEG-BMS-01' },
      evidence: { passage: { page: 2 } },
    });
  }, 90_000);
});

describe('retryExtraction', () => {
  const retry = async (as: Client, file: string): Promise<Any> => {
    const answer = await as(
      `mutation R($input: RetryExtractionInput!) { retryExtraction(input: $input) { file { ${EXTRACTION} } errors { code message path } } }`,
      { input: { file } },
    );
    return answer.data?.retryExtraction ?? answer.errors;
  };

  it('reads a file again whose bytes were damaged where they lie, once they are mended', async () => {
    const bytes = await paper();
    let place = '';
    const { file, contribution } = await filed(bytes, 'Damaged.pdf', (path) => {
      place = path;
      expect(readFileSync(path).equals(bytes)).toBe(true);
      writeFileSync(path, bytes.slice(0, 100));
    });
    const failed = await until(() => extractionOf(file.id), isOver);
    expect(failed).toMatchObject({ state: 'FAILED', failure: expect.stringMatching(/damaged/) });

    expect((await retry(api.as.rival, file.id)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await retry(api.as.anonymous, file.id)).file ?? null).toBeNull();
    expect(await extractionOf(file.id)).toEqual(failed);

    writeFileSync(place, bytes);
    expect(await retry(api.as.expert, file.id)).toMatchObject({
      file: { extraction: { state: expect.stringMatching(/PENDING|RUNNING/), attempts: expect.any(Number) } },
      errors: [],
    });
    expect(await until(() => extractionOf(file.id), isOver)).toMatchObject({
      state: 'DONE',
      pagesRead: 3,
      failure: null,
    });
    const { node } = await ask(
      api.as.expert,
      'query P($id: ID!) { node(id: $id) { ... on Contribution { passages(first: 10) { nodes { part page heading } } } } }',
      { id: contribution.id },
    );
    expect(node.passages.nodes).toContainEqual({ part: 'FILE', page: 3, heading: 'Migration' });
  }, 90_000);
});
