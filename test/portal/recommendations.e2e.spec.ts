import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { link, published } from '../support/contributions.js';

let api: TestApi;
let browser: Browser;
let reference: string;
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  const paper = await published(api);
  reference = paper.reference;
  await link(api.as.analyst, paper.id, 'HLEG-BMS-01', { stance: 'SUPPORTS_WITH_CHANGES' });
  const rival = await published(api, { title: 'Against one engine' });
  await link(api.as.analyst, rival.id, 'HLEG-BMS-01', { stance: 'OPPOSES' });
  const claimed = await published(api, { title: 'A claim of its author' });
  await link(api.as.expert, claimed.id, 'HLEG-BMS-01');
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('A visitor', () => {
  story('sees at a glance where nobody has spoken', from, async ({ page, open, expectAccessible }) => {
    await open('/recommendations');
    await page.getByRole('heading', { name: 'Shared biometric matching service' }).waitFor();
    await expectAccessible();
    await page.getByRole('link', { name: 'Contested: 1' }).click();
    await page.waitForURL(/level=CONTESTED/);
    // The list follows its address.
    await page.locator('.entry').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.entry').count()).toBe(1);
    await page.getByText('1 for', { exact: true }).waitFor();
    await open('/recommendations?level=NONE');
    await page.locator('.entry').nth(41).waitFor();
    expect(await page.locator('.entry').count()).toBe(42);
  });

  story('reads what is said for and against, and where it says so', from, async ({ page, open, expectAccessible }) => {
    await open('/recommendations/hleg-bms-01');
    await page.getByRole('heading', { name: 'One matching service for several systems' }).waitFor();
    await page.getByText('Some support it, and some do not.').waitFor();
    await page.getByText('A third party quotes it word for word').waitFor();
    const passage = page.getByRole('link', { name: /^The passage/ }).first();
    expect(await passage.getAttribute('href')).toMatch(new RegExp(`^/contributions/${reference}#psg_`));
    // A claim that nobody decided on is no argument and counts nowhere, but it is not hidden.
    expect(await page.locator('#arguments').locator('..').getByText('A claim of its author').count()).toBe(0);
    await page.locator('.apart').getByText('A claim of its author').waitFor();
    await expectAccessible();
  });

  story(
    'is told when something of what was asked for failed, and can ask again',
    from,
    async ({ page, open, expectAccessible }) => {
      await page.route('**/graphql', async (route) => {
        if (route.request().postDataJSON().operationName !== 'RecommendationPage') return route.continue();
        const response = await route.fetch();
        const answer = await response.json();
        const failure = {
          message: 'Something went wrong.',
          path: ['recommendation', 'source', 'url'],
          extensions: { code: 'INTERNAL', id: 'f-17' },
        };
        return route.fulfill({ response, json: { ...answer, errors: [failure] } });
      });
      await open('/recommendations/HLEG-BMS-01');
      await page.getByRole('heading', { name: 'One matching service for several systems' }).waitFor();
      const told = page.getByRole('alert').filter({ hasText: 'Not everything could be loaded.' });
      await told.getByText('f-17').waitFor();
      await expectAccessible();
      await page.unroute('**/graphql');
      await told.getByRole('button', { name: 'Try again' }).click();
      await told.waitFor({ state: 'detached' });
      await page.getByRole('heading', { name: 'One matching service for several systems' }).waitFor();
    },
  );

  story(
    'is told that there is no such recommendation',
    from,
    async ({ page, open, expectAccessible }) => {
      await open('/recommendations/HLEG-NONE-99');
      await page.getByRole('heading', { name: 'Not found' }).waitFor();
      await expectAccessible();
    },
    { expectedErrors: /404/ },
  );

  for (const width of [320, 768]) {
    story(`reads recommendations ${width} pixels wide, in French and German`, from, async ({ page, open }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const address of ['/recommendations?lang=fr', '/recommendations/HLEG-BMS-01?lang=de']) {
        await open(address);
        await page.locator('h2').first().waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
    });
  }
});

describe('An expert', () => {
  story('goes from what is missing to handing a paper in', from, async ({ page, open }) => {
    await signIn(page, 'expert@example.org');
    await open('/recommendations/HLEG-GOV-01');
    const way = page.getByRole('link', { name: 'Hand in a paper on this' });
    expect(await way.getAttribute('href')).toBe('/submit?recommendation=HLEG-GOV-01');
  });
});
