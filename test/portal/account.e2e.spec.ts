import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { expectSturdy } from '../support/quality.js';

let api: TestApi;
let browser: Browser;
beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
});
const from = () => ({ browser, url: api.url });

describe('An expert', () => {
  story('makes a token that is shown once, and ends it', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'expert@example.org');
    await page.getByRole('link', { name: 'expert', exact: true }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.getByText('This browser').waitFor();
    await expectAccessible();
    await expectSturdy(page);
    const tokens = page.locator('section', { hasText: 'Tokens for programs' });
    await tokens.getByRole('button', { name: 'Make a token' }).click();
    await tokens.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await tokens.getByLabel('Name').fill('monthly report');
    await tokens.getByRole('button', { name: 'Make a token' }).click();
    const token = (await page.locator('.secret code').textContent()) ?? '';
    expect(token).toMatch(/^rt_/);
    await expectAccessible();
    const use = () =>
      fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ viewer { name } }"}',
      });
    expect((await use()).status).toBe(200);
    await page.getByRole('button', { name: 'I have it' }).click();
    await open('/account');
    await page.getByText('monthly report', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: 'End the token “monthly report”' }).click();
    await expectAccessible();
    await page.getByRole('alertdialog').getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('The token “monthly report” has ended.').waitFor();
    expect((await use()).status).toBe(401);
  });

  story('changes the password, and other browsers are out', from, async ({ page, open }) => {
    const other = await browser.newContext({ baseURL: api.url, locale: 'en-GB' });
    const elsewhere = await other.newPage();
    await signIn(elsewhere, 'rival@example.org');
    await signIn(page, 'rival@example.org');
    await open('/account');
    await page.getByText('Another browser').waitFor();
    await page.getByLabel('Present password').fill('not this one');
    await page.getByLabel('New password').fill('quite another password');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your present password.').waitFor();
    await page.getByLabel('Present password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    await elsewhere.goto('/account');
    await elsewhere.getByText('Your session has ended').waitFor();
    await other.close();
    await page.getByText('Another browser').waitFor({ state: 'hidden' });
  });
});

describe('Anybody', () => {
  story('is asked to sign in for an account of their own', from, async ({ page, open, expectAccessible }) => {
    await open('/account');
    await page.getByRole('heading', { name: 'Sign in for this' }).waitFor();
    await expectAccessible();
  });
});
