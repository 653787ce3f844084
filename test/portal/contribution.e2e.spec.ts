import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { learnToCite } from '#libs/exchange';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { draft, link, published, step } from '../support/contributions.js';
import { expectSturdy } from '../support/quality.js';

const HOSTILE = 'A "title" & <script>alert(1)</script></title> of its own';
const QUOTE = 'Templates stay apart by source, so that no system sees the samples of another.';

let api: TestApi;
let browser: Browser;
let paper: { id: string; reference: string };
let hostile: { id: string; reference: string };
let secret: { id: string; reference: string };
let withdrawn: { id: string; reference: string };
const from = () => ({ browser, url: api.url });
const page = (path: string) => fetch(`${api.url}${path}`, { headers: { accept: 'text/html' } });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  paper = await published(api);
  await link(api.as.analyst, paper.id, 'HLEG-BMS-01', {
    stance: 'SUPPORTS_WITH_CHANGES',
    evidence: [{ quote: QUOTE }],
  });
  hostile = await published(api, {
    title: HOSTILE,
    body: 'Before <img src=x onerror=alert(1)> [a link](javascript:alert(1)) ![a picture](https://elsewhere.example/x.png) after',
  });
  secret = await published(api, { title: 'The unicorn memorandum', audience: 'CONFIDENTIAL' });
  const gone = await published(api, { title: 'Taken back' });
  withdrawn = (await step(api.as.administrator, 'withdrawContribution', gone, 'It named a person.')).contribution;
  await api.projectAll();
  // As a server does before it listens.
  await learnToCite();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('A visitor', () => {
  story('finds a paper and cites it, by keyboard alone', from, async ({ page, open }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('/');
    await page.getByRole('combobox', { name: /^Search/ }).focus();
    await page.keyboard.type('templates matcher');
    await page.keyboard.press('Enter');
    const hit = page.locator('.results').getByRole('link', { name: 'One matcher for several systems' });
    await hit.waitFor();
    for (let presses = 0; presses < 80; presses++) {
      if (await hit.evaluate((element) => element === element.ownerDocument.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/contributions/${paper.reference}`);
    await page.getByRole('heading', { level: 1, name: 'One matcher for several systems' }).waitFor();
    const copy = page.getByRole('button', { name: 'Copy' });
    for (let presses = 0; presses < 80; presses++) {
      if (await copy.evaluate((element) => element === element.ownerDocument.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`(Position Paper ${paper.reference})`);
  });

  story(
    'reads it, and jumps from a claim to the words that prove it',
    from,
    async ({ page, open, expectAccessible }) => {
      await open(`/contributions/${paper.reference}`);
      await page.getByText('Supports with changes').waitFor();
      await expectAccessible();
      await page.getByRole('link', { name: 'To the passage' }).click();
      await page.waitForURL(/#psg_/);
      const marked = () =>
        page.evaluate(
          `[...(CSS.highlights.get('evidence') ?? [])].map((range) => range.toString().replace(/\\s+/g, ' '))`,
        ) as Promise<string[]>;
      for (let tries = 0; tries < 50 && (await marked()).length === 0; tries++) await page.waitForTimeout(100);
      expect(await marked()).toEqual([QUOTE]);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'BibTeX' }).click();
      expect((await download).suggestedFilename()).toBe(`${paper.reference}.bib`);
      await expectSturdy(page);
    },
  );

  story(
    'is shown what others wrote as words, never as a page of its own',
    from,
    async ({ page, open, expectAccessible }) => {
      await open(`/contributions/${hostile.reference}`);
      await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor();
      expect(await page.locator('main img, main a[href^="javascript"]').count()).toBe(0);
      await expectAccessible();
    },
  );

  story('is told what became of it, as far as that is public', from, async ({ page, open, expectAccessible }) => {
    await open(`/contributions/${paper.reference}`);
    await page.locator('summary', { hasText: 'Show what became of it' }).focus();
    await page.keyboard.press('Enter');
    const steps = page.locator('.history > li');
    await steps.filter({ hasText: 'Revision 1 published' }).waitFor();
    await steps.filter({ hasText: 'Link confirmed:' }).first().waitFor();
    await steps.filter({ hasText: 'Revision 1 handed in' }).waitFor();
    expect(await steps.filter({ hasText: 'Review begun' }).count()).toBe(0);
    await expectAccessible();
  });

  story('sees that a paper was withdrawn, and why', from, async ({ page, open, expectAccessible }) => {
    await open(`/contributions/${withdrawn.reference}`);
    await page.getByText('It named a person.').waitFor();
    expect(await page.locator('.passage').count()).toBe(0);
    await expectAccessible();
  });

  story(
    'is told the same of what is not open to them as of what is not there',
    from,
    async ({ page, open }) => {
      for (const reference of [secret.reference, 'RT-1999-0001', secret.id]) {
        await open(`/contributions/${reference}`);
        await page.getByRole('heading', { name: 'Not found' }).waitFor();
      }
    },
    { expectedErrors: /404/ },
  );
});

describe('An expert', () => {
  story('reads their own draft at its address', from, async ({ page, open }) => {
    const own = await draft(api.as.expert, { title: 'Not handed in yet' });
    await signIn(page, 'expert@example.org');
    await open(`/contributions/${own.id}`);
    await page.getByRole('heading', { level: 1, name: 'Not handed in yet' }).waitFor();
    await page.locator('.paper-head').getByText('Draft').waitFor();
  });
});

describe('The first response', () => {
  it('says what a public paper is, for those who share, cite and harvest it', async () => {
    const html = await (await page(`/contributions/${paper.reference}`)).text();
    expect(html).toContain('<title>One matcher for several systems · Roundtable</title>');
    expect(html).toContain(`<link rel="canonical" href="${api.url}/contributions/${paper.reference}" />`);
    expect(html).toContain('<meta name="citation_title" content="One matcher for several systems" />');
    expect(html).toContain('<meta name="citation_author" content="The expert’s firm (invented)" />');
    expect(html).toMatch(/<meta name="citation_publication_date" content="\d{4}\/\d{2}\/\d{2}" \/>/);
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json ?? '')).toMatchObject({ '@type': 'Report', identifier: paper.reference, inLanguage: 'en' });
  });

  it('escapes what people wrote', async () => {
    const html = await (await page(`/contributions/${hostile.reference}`)).text();
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<title>/g)).toHaveLength(1);
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json ?? '').name).toBe(HOSTILE);
  });

  it('is the same for what is secret and for what is not there', async () => {
    const answers = await Promise.all(
      [secret.reference, secret.id, 'RT-1999-0001', 'nonsense%00', '%E0%A4%A'].map((name) =>
        page(`/contributions/${name}`),
      ),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(answers[4]!.status).toBeGreaterThanOrEqual(400);
    expect(new Set(texts.slice(0, 4)).size).toBe(1);
    expect(texts.join()).not.toContain('unicorn');
  });

  it('describes a recommendation', async () => {
    const html = await (await page('/recommendations/hleg-bms-01')).text();
    expect(html).toContain('<title>One matching service for several systems (HLEG-BMS-01) · Roundtable</title>');
    expect((await page('/recommendations/NONE-01')).status).toBe(404);
  });
});
