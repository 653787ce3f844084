import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { expectSturdy } from '../support/quality.js';

let api: TestApi;
let browser: Browser;
beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});
const from = () => ({ browser, url: api.url });

describe('Everybody', () => {
  story('opens the portal, and nothing stands in their way', from, async ({ page, open, expectAccessible }) => {
    await open('/');
    expect(await page.title()).toContain('Roundtable');
    await expectAccessible();
  });

  story('skips to the content by keyboard', from, async ({ page, open }) => {
    await open('/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement?.id')).toBe('content');
  });

  story('reads it in French when the address says so, and in German when they choose', from, async ({ page, open }) => {
    await open('/?lang=fr');
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    await page.getByRole('link', { name: 'Se connecter' }).waitFor();
    await page.getByLabel('Langue').selectOption('de');
    await page.getByRole('link', { name: 'Anmelden' }).waitFor();
    expect(page.url()).toContain('lang=de');
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
  });

  story(
    'is told that there is nothing at an address',
    from,
    async ({ page, open, expectAccessible }) => {
      const answer = await page.goto('/no/such/page');
      expect(answer?.status()).toBe(404);
      await open('/no/such/page');
      await page.getByRole('heading', { name: 'Not found' }).waitFor();
      await expectAccessible();
    },
    { expectedErrors: /404/ },
  );

  for (const address of ['/', '/sign-in']) {
    story(
      `uses ${address} on a phone, with large letters, by keyboard, without motion`,
      from,
      async ({ page, open }) => {
        await open(address);
        await expectSturdy(page);
      },
    );
  }

  story('finds a recommendation by keyboard, by what it is called', from, async ({ page, open, expectAccessible }) => {
    await open('/');
    const box = page.getByRole('combobox', { name: /^Search/ });
    await box.pressSequentially('ESP');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await expectAccessible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(recommendations|find|contributions)/);
  });

  story('opens a page, and the focus and the title follow', from, async ({ page, open }) => {
    await open('/');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
    expect(await page.title()).toBe('Sign in · Roundtable');
  });

  story(
    'is told when the network fails, and tries again',
    from,
    async ({ page, open }) => {
      await open('/');
      await page.route('**/session', (route) => route.abort());
      await page.goto('/sign-in');
      await page.getByLabel('E-mail address').fill('expert@example.org');
      await page.getByLabel('Password').fill('correct horse battery');
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Signing in did not work').waitFor();
      await page.unroute('**/session');
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
    },
    { expectedErrors: /ERR_FAILED/ },
  );
});

describe('An expert', () => {
  story('signs in, stays so after loading again, and signs out', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'expert@example.org');
    await open('/');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await open('/');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  });

  story('is told that the password is wrong, beside the field', from, async ({ page, open, expectAccessible }) => {
    await open('/sign-in');
    await page.getByLabel('E-mail address').fill('rival@example.org');
    await page.getByLabel('Password').fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    expect(await page.evaluate('document.activeElement?.id')).toBe('password');
    await expectAccessible();
  });

  story(
    'is told when the session has ended meanwhile, and can sign in again to where they were',
    from,
    async ({ page }) => {
      await signIn(page, 'expert@example.org');
      await api.database.query(`update session set last_seen_at = now() - interval '3 hours'`);
      await page.goto('/?x=1');
      await page.getByText('Your session has ended').waitFor();
      await page.getByRole('status').getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('E-mail address').fill('expert@example.org');
      await page.getByLabel('Password').fill('correct horse battery');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/\?x=1$/);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
    },
    { expectedErrors: /401/ },
  );
});

describe('What is sent first', () => {
  it('is at most 180 KB of compressed script', async () => {
    const index = await (await fetch(`${api.url}/`, { headers: { accept: 'text/html' } })).text();
    const assets = join(process.cwd(), 'dist/portal/assets');
    const scripts = [...index.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, name]) => name!);
    // And those of the first page and its language, which the first script asks for.
    const later = readdirSync(assets).filter((name) => /^(home|en)-.*\.js$/.test(name));
    // As the api sends them to every browser of today.
    const bytes = [...new Set([...scripts, ...later])].map((name) => statSync(join(assets, `${name}.br`)).size);
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(180 * 1024);
  });

  it('names what the page needs beside the first script, in the language that the reader accepts', async () => {
    const page = async (address: string, language: string) =>
      (await fetch(api.url + address, { headers: { accept: 'text/html', 'accept-language': language } })).text();
    const find = await page('/find', 'xx, fr-BE;q=0.8, de');
    expect(find).toMatch(/modulepreload" crossorigin href="\/assets\/find-/);
    // After the style of all pages, which it overrides.
    expect(find).toMatch(
      /stylesheet" crossorigin href="\/assets\/base-.*stylesheet" crossorigin href="\/assets\/find-/s,
    );
    expect(find).toMatch(/href="\/assets\/fr-/);
    expect(find).not.toMatch(/href="\/assets\/(de|en)-/);
    expect(await page('/find?lang=de', 'fr')).toMatch(/href="\/assets\/de-/);
    expect(await page('/my', '')).toMatch(/href="\/assets\/en-/);
  });

  story(
    'asks each question of the page that is opened once, before the portal stands',
    from,
    async ({ page }) => {
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/graphql')) asked.push(request.postDataJSON().operationName);
      });
      const opens = async (address: string, operation: string) => {
        asked.length = 0;
        await page.goto(address);
        await page.waitForSelector('main h1');
        await page.waitForLoadState('networkidle');
        expect(asked.filter((name) => name === operation)).toEqual([operation]);
        expect(asked.filter((name) => name === 'Viewer')).toEqual(['Viewer']);
        expect(asked.slice(0, 2).sort()).toEqual([operation, 'Viewer'].sort());
      };
      await opens('/', 'Beginnings');
      await opens('/find?q=matcher&theme=COMP-SBMS&shown=40', 'Find');
      await opens('/recommendations', 'RecommendationList');
      await opens('/recommendations/HLEG-BMS-01', 'RecommendationPage');
      await opens('/contributions/RT-2017-9999', 'ContributionPage');
    },
    { expectedErrors: /404/ },
  );

  story('asks anew for who has signed in, whatever anyone was answered', from, async ({ page, open }) => {
    await open('/sign-in');
    await page.evaluate(`earlyAnswers.set('Beginnings {}', Promise.resolve(new Response('{"data":null}')))`);
    const asked = page.waitForRequest((request) => request.postData()?.includes('Beginnings') ?? false);
    await page.getByLabel('E-mail address').fill('expert@example.org');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.keyboard.press('Enter');
    await asked;
    await page.getByRole('heading', { name: 'Newest papers' }).waitFor();
  });

  it('allows nothing inline and nobody else', async () => {
    const answer = await fetch(`${api.url}/`, { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
  });
});
