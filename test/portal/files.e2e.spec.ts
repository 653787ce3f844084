import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ReadFiles } from '#libs/documents';
import { openBlobStore } from '#libs/platform';
import { pagesPdf } from '../../libs/documents/src/reading/spec/make-pdf.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { draft, link, published, step } from '../support/contributions.js';
import { attach, upload } from '../support/files.js';
import { expectSturdy } from '../support/quality.js';

const SAID = 'The ledger of consultations shall be kept for ninety days in every member state.';
const page = (text: string) => `BT /F1 11 Tf 72 700 Td (${text}) Tj ET`;

let api: TestApi;
let browser: Browser;
let paper: { id: string; reference: string };
let long: { id: string; reference: string };
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

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  paper = await published(api, { title: 'A paper with an annex' }, filed);
  await link(api.as.analyst, paper.id, 'HLEG-BMS-01', { evidence: [{ quote: SAID }] });
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
  });
});
