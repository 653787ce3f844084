import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { link, published } from '../support/contributions.js';
import { expectSturdy } from '../support/quality.js';

const PAPERS = 23;

let api: TestApi;
let browser: Browser;
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  const paper = await published(api);
  await link(api.as.analyst, paper.id, 'HLEG-BMS-01', { stance: 'SUPPORTS' });
  await published(api, {
    title: 'Zügige Kontrollen',
    abstract: 'Warteschlangen an der Grenze werden kürzer.',
    body: 'Die Schlange wird kürzer.',
    language: 'de',
    themes: ['OPS-BOR'],
  });
  for (let number = 3; number <= PAPERS; number++) await published(api, { title: `Gallery paper ${number}` });
  await published(api, { title: 'The unicorn memorandum', audience: 'CONFIDENTIAL' });
  await api.projectAll();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const box = (page: Page) => page.getByRole('combobox', { name: /^Search/ });
const total = (page: Page, words: string) => page.getByRole('status').getByText(words, { exact: true }).waitFor();

describe('A visitor', () => {
  story(
    'types, and the results follow; going back leads out, not through every letter',
    from,
    async ({ page, open }) => {
      await open('/');
      await box(page).fill('matcher');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Results for “matcher”' }).waitFor();
      await total(page, '22 papers');
      // Who types goes on typing.
      expect(await box(page).evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
      await box(page).fill('');
      await box(page).pressSequentially('Warteschlangen', { delay: 15 });
      await total(page, '1 paper');
      expect(page.url()).toContain('q=Warteschlangen');
      await page.getByRole('link', { name: 'Zügige Kontrollen' }).waitFor();
      expect(await page.locator('.results [lang="de"]').count()).toBeGreaterThan(0);
      await page.goBack();
      await page.waitForURL((url) => url.pathname === '/');
      await page.goForward();
      await total(page, '1 paper');
      expect(await box(page).inputValue()).toBe('Warteschlangen');
    },
  );

  story('gets the answer to the last letter, however late the others come', from, async ({ page, open }) => {
    await open('/find');
    await total(page, `${PAPERS} papers`);
    let held = 0;
    await page.route('**/graphql', async (route) => {
      if (route.request().postDataJSON().variables.query === 'gallery') {
        held++;
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      await route.continue().catch(() => undefined);
    });
    await box(page).fill('gallery');
    await page.waitForRequest((request) => request.postDataJSON()?.variables?.query === 'gallery');
    await box(page).fill('Warteschlangen');
    await total(page, '1 paper');
    await page.waitForTimeout(1700);
    expect(held).toBe(1);
    await page.getByRole('heading', { name: 'Results for “Warteschlangen”' }).waitFor();
    expect(await page.locator('.results > li').count()).toBe(1);
  });

  story('narrows by several things, and shares the address', from, async ({ page, open, expectAccessible }) => {
    await open('/find');
    await page
      .getByRole('group', { name: 'Theme' })
      .getByRole('checkbox', { name: /^Border checks/ })
      .check();
    await total(page, '1 paper');
    // Values of one facet add up, and their counts stay.
    await page
      .getByRole('group', { name: 'Theme' })
      .getByRole('checkbox', { name: /^Shared biometric matching/ })
      .check();
    await total(page, `${PAPERS} papers`);
    await page
      .getByRole('group', { name: 'Stance' })
      .getByRole('checkbox', { name: /^Supports/ })
      .check();
    await total(page, '1 paper');
    await expectAccessible();
    const address = page.url();
    await open(address);
    await total(page, '1 paper');
    expect(await page.getByRole('list', { name: 'Narrowed to' }).getByRole('button').count()).toBe(4);
    await page.getByRole('button', { name: 'Remove Stance: Supports' }).click();
    await total(page, `${PAPERS} papers`);
    await page.goBack();
    await total(page, '1 paper');
    await page.getByRole('button', { name: 'Remove all' }).click();
    await total(page, `${PAPERS} papers`);
  });

  story('asks for more by keyboard, and goes on where the new ones begin', from, async ({ page, open }) => {
    await open('/find?sort=title');
    await page.getByText(`20 of ${PAPERS} shown`).waitFor();
    await page.getByRole('button', { name: 'Show more' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${PAPERS} of ${PAPERS} shown`).waitFor();
    const focused = await page.evaluate('document.activeElement.textContent');
    expect(focused).toBe(await page.locator('.results > li').nth(20).getByRole('link').first().textContent());
    expect(page.url()).toContain('shown=40');
    await page.reload();
    await page.getByText(`${PAPERS} of ${PAPERS} shown`).waitFor();
  });

  story('is told what was corrected, and what is found nowhere', from, async ({ page, open, expectAccessible }) => {
    await open('/find?q=templatse');
    await page.getByText('nothing that you may read contains “templatse”').waitFor();
    await page.locator('.notes').getByRole('link', { name: 'templates' }).click();
    await page.getByRole('heading', { name: 'Results for “templates”' }).waitFor();
    // What only others may read is neither found, nor counted, nor hinted at.
    await open('/find?q=unicorn');
    await page.getByText('Nothing was found for “unicorn”.').waitFor();
    await page.getByRole('link', { name: 'Look through all papers' }).waitFor();
    await expectAccessible();
  });

  story(
    'is told when the search cannot be reached, and tries again',
    from,
    async ({ page, open, expectAccessible }) => {
      await page.route('**/graphql', (route) => route.abort());
      await open('/find?q=matcher');
      await page.getByText('The server cannot be reached.').waitFor();
      await expectAccessible();
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: 'Try again' }).click();
      await total(page, '22 papers');
    },
    { expectedErrors: /ERR_FAILED/ },
  );

  story(
    'searches on a phone, with large letters, by keyboard, without motion',
    from,
    async ({ page, open, expectAccessible }) => {
      await open('/find?q=templates&theme=COMP-SBMS');
      await total(page, '22 papers');
      await expectSturdy(page);
      await page.setViewportSize({ width: 320, height: 700 });
      await page.getByRole('button', { name: 'Narrow the results' }).click();
      await page.getByRole('checkbox', { name: /^Position paper/ }).check();
      await page.waitForURL(/kind=/);
      await total(page, '22 papers');
      await expectAccessible();
    },
  );
});

describe('An administrator', () => {
  story('signs out, and what only they may read goes from the results', from, async ({ page, open }) => {
    await signIn(page, 'administrator@example.org');
    await open('/find?q=unicorn');
    await page.getByRole('link', { name: 'The unicorn memorandum' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Nothing was found for “unicorn”.').waitFor();
    expect(await page.getByText('memorandum').count()).toBe(0);
  });
});
