import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, story } from '../support/browser.js';
import { link, published } from '../support/contributions.js';

let api: TestApi;
let browser: Browser;
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  const stances = ['SUPPORTS', 'OPPOSES'];
  for (const stance of stances) {
    const paper = await published(api, { title: `It ${stance.toLowerCase()}` });
    await link(api.as.analyst, paper.id, 'HLEG-BMS-01', { stance });
  }
  await api.projectAll();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

describe('A visitor', () => {
  story(
    'sees where nobody has spoken, and opens what is behind a cell',
    from,
    async ({ page, open, expectAccessible }) => {
      await open('/coverage');
      await page.getByText('Nobody has spoken on 42 of 43 recommendations.').waitFor();
      await expectAccessible();
      const titles = await page.locator('.matrix .label').allTextContents();
      expect(titles).toHaveLength(43);
      expect(titles.at(-1)).toContain('One matching service');
      await page
        .getByRole('link', { name: 'One matching service for several systems, Opposes: 1 paper, One voice' })
        .click();
      await page.waitForURL(/\/find\?recommendation=HLEG-BMS-01&stance=OPPOSES/);
      await page.getByRole('link', { name: 'It opposes' }).waitFor();
    },
  );

  story('shares what is shown by its address, as a table too', from, async ({ page, open, expectAccessible }) => {
    await open('/coverage?by=KIND&view=table&order=set');
    await page.getByRole('columnheader', { name: 'Position paper' }).waitFor();
    const row = page.getByRole('row', { name: /HLEG-BMS-01/ });
    expect(await row.getByRole('link').last().textContent()).toBe('2');
    await row.getByText('Contested').waitFor();
    await expectAccessible();
    await page.getByLabel('Kind of paper').selectOption('TECHNOLOGY_NOTE');
    await page.waitForURL(/kind=TECHNOLOGY_NOTE/);
    await page.getByText('Nobody has spoken on 43 of 43 recommendations.').waitFor();
  });

  story('sees how it looked on a day of the past, and comes back', from, async ({ page, open, expectAccessible }) => {
    // What was published and linked today cannot be made older but by taking away what forbids it.
    for (const [table, guard] of [
      ['publication', 'publication_is_kept'],
      ['link_claim', 'link_claim_is_kept'],
    ]) {
      await api.database.query(`alter table ${table} disable trigger ${guard}`);
      await api.database.query(
        table === 'publication'
          ? `update publication set valid_from = '2020-03-01' where contribution_id in (select contribution_id from recommendation_link l join link_claim k on k.link_id = l.id where k.stance = 'SUPPORTS')`
          : `update link_claim set valid_from = '2020-03-01' where stance = 'SUPPORTS'`,
      );
      await api.database.query(`alter table ${table} enable trigger ${guard}`);
    }
    await open('/coverage?view=table');
    await page.getByText('Nobody has spoken on 42 of 43 recommendations.').waitFor();
    await page
      .getByRole('row', { name: /HLEG-BMS-01/ })
      .getByText('Contested')
      .waitFor();
    await page.getByLabel('As it stood on').fill('2020-06-30');
    await page.waitForURL(/on=2020-06-30/);
    await page.getByText('As it stood at the end of 30 June 2020').waitFor();
    await page
      .getByRole('row', { name: /HLEG-BMS-01/ })
      .getByText('One voice')
      .waitFor();
    await expectAccessible();
    await open('/coverage?view=table&on=2019-06-30');
    await page.getByText('Nobody has spoken on 43 of 43 recommendations.').waitFor();
    await page.getByRole('button', { name: 'Show now' }).click();
    await page.getByText('Nobody has spoken on 42 of 43 recommendations.').waitFor();
    expect(page.url()).not.toContain('on=');

    await open('/recommendations/HLEG-BMS-01?on=2020-06-30');
    await page.getByText('As it stood at the end of 30 June 2020').waitFor();
    await page.getByText('1 for', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'It supports' }).waitFor();
    expect(await page.getByText('1 against or for another way', { exact: true }).count()).toBe(0);
    await expectAccessible();
    await page.getByRole('button', { name: 'Show now' }).click();
    await page.getByText('1 against or for another way', { exact: true }).waitFor();
  });

  story('takes the figures and the picture along', from, async ({ page, open }) => {
    await open('/coverage');
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const lines = readFileSync(await table.path(), 'utf8').split('\r\n');
    expect(lines[0]).toBe('\ufeffCode,Recommendation,Coverage,Organisations,All papers,Supports,Opposes');
    expect(lines).toContain('HLEG-BMS-01,One matching service for several systems,Contested,1,2,1,1');
    const [picture] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as PNG' }).click(),
    ]);
    const png = readFileSync(await picture.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(20_000);
  });

  for (const width of [320, 768]) {
    story(`sees coverage ${width} pixels wide, in French and German`, from, async ({ page, open }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const address of ['/coverage?lang=fr', '/coverage?view=table&by=THEME&lang=de']) {
        await open(address);
        await page.locator('.matrix').waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
    });
  }
});
