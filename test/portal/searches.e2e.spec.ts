import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { published } from '../support/contributions.js';
import { expectSturdy } from '../support/quality.js';

let api: TestApi;
let browser: Browser;
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  await published(api);
  await published(api, { title: 'Queues at the border', body: 'Queues grow.', themes: ['OPS-BOR'] });
  await api.projectAll();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('Saved searches', () => {
  story(
    'are kept, opened, renamed, deleted and brought back, by keyboard alone',
    from,
    async ({ page, open, expectAccessible }) => {
      const press = async (name: RegExp | string) => {
        await page.getByRole('button', { name }).focus();
        await page.keyboard.press('Enter');
      };
      await signIn(page, 'expert@example.org');
      await open('/find?q=matcher&theme=COMP-SBMS&sort=newest&shown=40');
      await page.getByRole('status').getByText('1 paper', { exact: true }).waitFor();
      await press('Save this search');
      const dialog = page.getByRole('dialog', { name: 'Save this search' });
      await dialog.waitFor();
      expect(await dialog.getByLabel('Name').inputValue()).toBe('matcher');
      await expectAccessible();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Enter');
      await dialog.getByText('Give it a name.').waitFor();
      await dialog.getByLabel('Name').focus();
      await page.keyboard.type('One matcher');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('status').getByText('Saved as “One matcher”.').waitFor();
      // The same search in another order of the address is known to be saved.
      await open('/find?sort=newest&theme=COMP-SBMS&q=matcher');
      const saved = page.getByRole('link', { name: 'Saved as “One matcher”' });
      await saved.waitFor();
      await saved.focus();
      await page.keyboard.press('Enter');

      await page.getByRole('heading', { name: 'Saved searches', level: 1 }).waitFor();
      await page.getByText('“matcher” · Theme: Shared biometric matching service').waitFor();
      await page.getByText('Newest first').waitFor();
      await expectAccessible();
      await press(/^Rename ?: One matcher/);
      await page.getByRole('dialog').getByLabel('Name').waitFor();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Matching');
      await page.keyboard.press('Enter');
      const link = page.getByRole('link', { name: 'Matching', exact: true });
      await link.waitFor();
      await press(/^Delete ?: Matching/);
      await page.getByText('You have saved no search yet.').waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      await press('Undo');
      await link.waitFor();
      await link.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('1 paper', { exact: true }).waitFor();
      expect(new URL(page.url()).search).toBe('?q=matcher&sort=newest&theme=COMP-SBMS');
    },
  );

  story('say beside the field what is wrong with a name', from, async ({ page, open }) => {
    await signIn(page, 'rival@example.org');
    for (const query of ['queues', 'borders']) {
      await open(`/find?q=${query}`);
      await page.getByRole('button', { name: 'Save this search' }).click();
      await page.getByLabel('Name').fill('My watch');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      if (query === 'gates') await page.getByRole('status').getByText('Saved as “My watch”.').waitFor();
    }
    await page.getByRole('alert').getByText('You have a saved search of this name already').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('My watch');
    await page.keyboard.press('Escape');
    await open('/searches');
    expect(await page.locator('.searches > li').count()).toBe(1);
    await expectSturdy(page);
  });

  story('are offered to who is signed in only', from, async ({ page, open }) => {
    await open('/find?q=matcher');
    await page.getByRole('status').getByText('1 paper', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Save this search' }).count()).toBe(0);
    await open('/searches');
    await page.getByRole('heading', { name: 'Sign in for this' }).waitFor();
  });

  story(
    'are refused in the language of the reader, with the details in that of the server',
    from,
    async ({ page, open }) => {
      await signIn(page, 'rival@example.org');
      for (const query of ['gates', 'carriers']) {
        await open(`/find?q=${query}&lang=fr`);
        await page.getByRole('button', { name: 'Enregistrer cette recherche' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Nom').fill('La même');
        await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        if (query === 'gates') {
          await dialog.waitFor({ state: 'detached' });
          continue;
        }
        const fault = dialog.getByRole('alert').filter({ hasText: 'Cela existe déjà.' });
        await fault.waitFor();
        expect(await fault.locator('[lang=en]').textContent()).toMatch(/search/);
      }
    },
  );
});
