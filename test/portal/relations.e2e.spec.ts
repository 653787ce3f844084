import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { learnToCite } from '#libs/exchange';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { published } from '../support/contributions.js';
import { expectSturdy } from '../support/quality.js';

let api: TestApi;
let browser: Browser;
let early: { id: string; reference: string };
let late: { id: string; reference: string };
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  // What reads the style of citations for the first time keeps all others waiting.
  await learnToCite();
  early = await published(api, { title: 'One matcher for all' });
  late = await published(api, { title: 'Two matchers, on second thought' });
  await published(api, { title: 'The unicorn memorandum', audience: 'CONFIDENTIAL' });
  await api.projectAll();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('What papers are to each other', () => {
  story(
    'is said by the author, who finds the other paper by its title',
    from,
    async ({ page, open, expectAccessible }) => {
      await signIn(page, 'expert@example.org');
      await open(`/contributions/${late.reference}`);
      await page.getByRole('button', { name: 'Relate it to another paper' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Relate', exact: true }).click();
      await dialog.getByText('Say what it is to the other paper.').waitFor();
      await dialog.getByText('Find the other paper and choose it.').waitFor();
      await expectAccessible();
      await dialog.getByLabel('This paper').selectOption({ label: 'Takes the place of' });
      await dialog.getByLabel('The other paper').fill('one matcher');
      await dialog.getByRole('button', { name: `One matcher for all (${early.reference})` }).click();
      expect(
        await dialog.getByLabel('The other paper').evaluate((input) => input === input.ownerDocument.activeElement),
      ).toBe(true);
      await dialog.getByLabel('Why').fill('Figures of 2018 made us think again.');
      await expectAccessible();
      await dialog.getByRole('button', { name: 'Relate', exact: true }).click();
      await page.getByText('It is related to the other paper now.').waitFor();
      const entry = page.locator('#relations li');
      await entry.getByText('Takes the place of').waitFor();
      await entry.getByText('Figures of 2018 made us think again.').waitFor();
      await entry.getByText('The author of “Two matchers, on second thought” says so').waitFor();
      await expectAccessible();
      await expectSturdy(page);
    },
  );

  story(
    'is told to a visitor at the other end, before anything else',
    from,
    async ({ page, open, expectAccessible }) => {
      await open(`/contributions/${early.reference}`);
      await page.locator('.notice').getByText('A later paper takes the place of this one:').waitFor();
      await page.locator('#relations').getByText('Is superseded by').waitFor();
      expect(await page.locator('#relations button').count()).toBe(0);
      await expectAccessible();
      await page.locator('summary', { hasText: 'Show what became of it' }).click();
      const step = page.locator('.history > li').filter({ hasText: 'Related to another paper:' });
      await step.getByText('Is superseded by').waitFor();
      await page.locator('.notice').getByRole('link', { name: 'Two matchers, on second thought' }).click();
      await page.waitForURL(`**/contributions/${late.reference}`);
      await page.locator('#relations').getByText('Takes the place of').waitFor();
    },
  );

  story('is taken back by an analyst', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'analyst@example.org');
    await open(`/contributions/${early.reference}`);
    await page.getByRole('button', { name: /^Take back: Is superseded by Two matchers/ }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('Readers of either paper will no longer be told.').waitFor();
    await expectAccessible();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('It was taken back.').waitFor();
    await page.locator('#relations li').waitFor({ state: 'detached' });
    expect(await page.locator('.notice').count()).toBe(0);
    const heading = page.getByRole('heading', { name: 'What it is to other papers' });
    for (let tries = 0; tries < 50; tries++) {
      if (await heading.evaluate((element) => element === element.ownerDocument.activeElement)) break;
      await page.waitForTimeout(50);
    }
    expect(await heading.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });
});
