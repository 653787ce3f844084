import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Readers, ReadFiles, recognitionCosts, recognitionLimits } from '#libs/documents';
import { openBlobStore } from '#libs/platform';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { draft, link, published, step } from '../support/contributions.js';
import { attach, upload } from '../support/files.js';
import { pagesPdf } from '../support/make-pdf.js';
import { makeScan } from '../support/make-scan.js';
import { expectSturdy } from '../support/quality.js';

const SAID = 'The ledger of consultations shall be kept for ninety days in every member state.';
const page = (text: string) => `BT /F1 11 Tf 72 700 Td (${text}) Tj ET`;

let api: TestApi;
let browser: Browser;
let paper: { id: string; reference: string };
let long: { id: string; reference: string };
let scanned: { id: string; reference: string };
let waiting: { id: string; reference: string };
const from = () => ({ browser, url: api.url });

/** Puts a PDF to the draft, and reads it as the worker does. */
async function filed(made: { id: string; version: number }) {
  const bytes = pagesPdf([
    page('A first page that says what the annex is about, and nothing else at all.'),
    page(SAID),
  ]);
  const { body } = await upload(api.url, api.tokens.expert, bytes, 'annex.pdf');
  const { contribution, errors } = await attach(api.as.expert, made, body.id);
  expect(errors).toEqual([]);
  const reader = new ReadFiles(api.database, openBlobStore(api.configuration));
  while ((await reader.runOnce()) > 0);
  return contribution;
}

/** A typed page and a scanned one, put to the draft, read and recognised as the worker does. */
async function scannedFor(made: { id: string; version: number }) {
  const lines = [{ x: 72, y: 110, lines: ['Scanned words that were never typed.'] }];
  const bytes = await makeScan([[], lines], { typed: { page: 1, text: 'Typed words.' } });
  const { body } = await upload(api.url, api.tokens.expert, bytes, 'scan.pdf');
  const { contribution, errors } = await attach(api.as.expert, made, body.id);
  expect(errors).toEqual([]);
  const store = openBlobStore(api.configuration);
  const recognition = { ...recognitionCosts, languages: ['eng'] };
  const readers = new Readers({ limits: recognitionLimits, recognition, filesEach: 1 });
  await new ReadFiles(api.database, store, new Readers({ filesEach: 1 }), 'LATER').runOnce();
  await new ReadFiles(api.database, store, readers, 'NOW').runOnce();
  return contribution;
}

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  paper = await published(api, { title: 'A paper with an annex' }, filed);
  await link(api.as.analyst, paper.id, 'HLEG-BMS-01', { evidence: [{ quote: SAID }] });
  scanned = await published(api, { title: 'A paper that was scanned' }, scannedFor);
  const sections = Array.from(
    { length: 130 },
    (_, at) => `## Section ${at + 1}\nWhat section ${at + 1} says of its own.`,
  );
  long = await published(api, { title: 'A long paper', body: sections.join('\n\n') });
  const submitted = await step(api.as.expert, 'submitContribution', await filed(await draft(api.as.expert)));
  waiting = submitted.contribution;
  await api.projectAll();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('A visitor', () => {
  story(
    'sees on which page of which file it stands, and goes there',
    from,
    async ({ page, open, expectAccessible }) => {
      await open('/find?q=ledger consultations');
      await page.locator('.results').getByRole('link', { name: 'annex.pdf, page 2' }).click();
      await page.waitForURL(/\/contributions\/RT-.*#psg_/);
      await page.getByRole('heading', { name: 'From the file annex.pdf' }).waitFor();
      expect(await page.locator('.of-page').allTextContents()).toEqual(['Page 1', 'Page 2']);
      await page.locator('#links').getByText('annex.pdf, page 2').waitFor();
      await expectAccessible();
      await expectSturdy(page);
    },
  );

  story('opens the file at the page of the passage, its words marked, and turns the pages', from, async (stage) => {
    const { page, open, expectAccessible } = stage;
    await open(`/contributions/${paper.reference}`);
    await page.locator('#links').getByRole('link', { name: 'annex.pdf, page 2' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    const marked = () =>
      page.evaluate(`[...(CSS.highlights.get('evidence') ?? [])].map(String).join(' ')`) as Promise<string>;
    for (let tries = 0; tries < 100 && (await marked()) === ''; tries++) await page.waitForTimeout(100);
    expect(await marked()).toBe(SAID);
    // The picture of the page is more than white.
    const inked = await page.evaluate(`(() => {
      const canvas = document.querySelector('canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, at) => at % 4 === 0 && value < 128).length;
    })()`);
    expect(inked).toBeGreaterThan(100);
    await expectAccessible();
    await page.screenshot({ path: 'test-results/file-1280.png', fullPage: true });
    await page.keyboard.press('ArrowLeft');
    await page.getByText('Page 1 of 2').waitFor();
    await page.locator('.pdf-words', { hasText: 'A first page that says' }).waitFor();
    expect(await marked()).toBe('');
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('annex.pdf');
    await page.setViewportSize({ width: 320, height: 700 });
    await page.reload();
    await page.locator('.pdf-words', { hasText: SAID }).waitFor();
    await page.screenshot({ path: 'test-results/file-320.png', fullPage: true });
    await expectSturdy(page);
  });

  story('is told which pages of a file were recognised', from, async ({ page, open, expectAccessible }) => {
    await open(`/contributions/${scanned.reference}`);
    await page.getByRole('heading', { name: 'From the file scan.pdf' }).waitFor();
    await page.getByText('Scanned words that were never typed.').waitFor();
    await page.getByRole('link', { name: 'scan.pdf' }).first().click();
    await page
      .getByText('Page 2 of this file is an image. Its text was recognised (OCR); words may be wrong.')
      .waitFor();
    await expectAccessible();
    await open(`/contributions/${paper.reference}`);
    await page.locator('#links').getByRole('link', { name: 'annex.pdf, page 2' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    expect(await page.getByText('recognised').count()).toBe(0);
  });

  story(
    'is told of a file as of a paper that is not there',
    from,
    async ({ page, open }) => {
      const answer = await api.as.expert(
        'query F($id: ID!) { node(id: $id) { ... on Contribution { files { id } } } }',
        {
          id: waiting.id,
        },
      );
      await open(`/contributions/${paper.reference}/files/${answer.data.node.files[0].id}`);
      await page.getByRole('heading', { name: 'Not found' }).waitFor();
    },
    { expectedErrors: /404/ },
  );

  story('reads on where a long paper is not shown whole', from, async ({ page, open, expectAccessible }) => {
    await open(`/contributions/${long.reference}`);
    await page.getByText(/^100 of 13\d shown$/).waitFor();
    expect(await page.locator('.passage', { hasText: 'What section 130 says of its own.' }).count()).toBe(0);
    await expectAccessible();
    await page.getByRole('button', { name: 'Show more' }).click();
    const last = page.locator('.passage', { hasText: 'What section 130 says of its own.' });
    await last.waitFor();
    const address = `/contributions/${long.reference}#${await last.getAttribute('id')}`;
    // At the address of a passage far down, it is there.
    await open('/find');
    await open(address);
    await last.waitFor();
    await page.waitForTimeout(300);
    expect(await last.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });
});

describe('An analyst', () => {
  story('sees on which page of which file it stands', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${waiting.reference}`);
    await page.locator('.paper .of-page', { hasText: 'annex.pdf, page 2' }).waitFor();
    await expectAccessible();
    // A long paper goes on when asked.
    await open(`/desk/${long.reference}`);
    await page.getByText(/^100 of 13\d shown/).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(/^(13\d) of \1 shown/).waitFor();
  });
});
