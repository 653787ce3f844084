import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ReadFiles } from '#libs/documents';
import { openBlobStore } from '#libs/platform';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { BODY, published, revise, step } from '../support/contributions.js';
import { attach, upload } from '../support/files.js';
import { expectSturdy } from '../support/quality.js';

let api: TestApi;
let browser: Browser;
let paper: { id: string; reference: string; version: number };
let waiting: { id: string; version: number };
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  paper = await published(api);
  const next = await revise(api.as.expert, paper, {
    title: 'One matcher for many systems',
    body: `${BODY.replace('fingerprints', 'faces')}\n\n## Costs\nThe agency bears what is shared.`,
    asks: ['Say who pays.'],
    themes: ['COMP-SBMS', 'DATA-QUAL'],
  });
  const receipt = await upload(api.url, api.tokens.expert, '# Costs\nFees are shared by size.', 'costs.md');
  next.contribution = (await attach(api.as.expert, next.contribution, receipt.body.id)).contribution;
  waiting = (await step(api.as.expert, 'submitContribution', next.contribution)).contribution;
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('An analyst', () => {
  story('sees what a new revision changes, beside the decision', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${paper.reference}`);
    await page.getByRole('button', { name: 'Compare revisions' }).click();
    await page.getByText(/^From revision 1 to 2: /).waitFor();
    expect(await page.locator('.differences del').allTextContents()).toContain('fingerprints');
    expect(await page.locator('.differences ins').allTextContents()).toContain('faces');
    await page.locator('.differences').getByRole('heading', { name: 'Text · Costs' }).waitFor();
    expect(await page.locator('.differences dl ins').textContent()).toContain('Data quality');
    await page.locator('.differences').getByText('costs.md: added; its text is not read').waitFor();
    await expectAccessible();
  });
});

describe('A visitor', () => {
  story('has nothing to compare while only one revision is published', from, async ({ page, open }) => {
    await open(`/contributions/${paper.reference}`);
    await page.getByRole('heading', { name: 'Revisions' }).waitFor();
    expect(await page.getByRole('button', { name: 'Compare revisions' }).count()).toBe(0);
  });

  story('compares two revisions of their choice', from, async ({ page, open, expectAccessible }) => {
    const reader = new ReadFiles(api.database, openBlobStore(api.configuration));
    while ((await reader.runOnce()) > 0);
    const reviewed = await step(api.as.administrator, 'startReview', waiting);
    await step(api.as.administrator, 'publishContribution', reviewed.contribution);
    await open(`/contributions/${paper.reference}`);
    await page.getByRole('button', { name: 'Compare revisions' }).click();
    await page.getByText(/^From revision 1 to 2: /).waitFor();
    await page.locator('.difference.added').getByText('The agency bears what is shared.').waitFor();
    await page.locator('.difference.added').getByText('Fees are shared by size.').waitFor();
    await expectAccessible();
    await page.screenshot({ path: 'test-results/differences-1280.png', fullPage: true });
    await expectSturdy(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.screenshot({ path: 'test-results/differences-320.png', fullPage: true });
    await page.getByLabel('From', { exact: true }).selectOption('2');
    await page.getByText('Choose two different revisions.').waitFor();
    await page.getByLabel('To', { exact: true }).selectOption('1');
    await page.getByText(/^From revision 1 to 2: /).waitFor();
  });
});
