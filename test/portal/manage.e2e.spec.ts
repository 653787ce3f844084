import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { doAskedWork } from '#libs/search';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { link, published } from '../support/contributions.js';
import { expectReflows, expectTargets } from '../support/quality.js';

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

describe('An administrator', () => {
  story(
    'makes an account and shuts it; the last administrator stays',
    from,
    async ({ page, open, expectAccessible }) => {
      await signIn(page, 'administrator@example.org');
      await open('/manage');
      await page.getByText('analyst@example.org').waitFor();
      await expectAccessible();
      await expectReflows(page);
      await expectTargets(page);
      await page.getByRole('button', { name: 'New account' }).click();
      await page.getByLabel('E-mail address', { exact: true }).fill('analyst@example.org');
      await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Nora New');
      await expectAccessible();
      await page.getByRole('button', { name: 'Create' }).click();
      await page.getByText('There is an account with this e-mail address already.').waitFor();
      await page.getByLabel('E-mail address', { exact: true }).fill('nora@example.org');
      await page.getByRole('button', { name: 'Create' }).click();
      await page.getByText('Password of Nora New').waitFor();
      const password = (await page.locator('.secret code').textContent()) ?? '';
      await expectAccessible();

      const other = await browser.newContext({ baseURL: api.url, locale: 'en-GB' });
      const nora = await other.newPage();
      await signIn(nora, 'nora@example.org', password);
      await nora.goto('/account');
      await nora.getByText('You still have the password that an administrator gave you').waitFor();
      await page.getByRole('button', { name: 'Shut the account of Nora New' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Shut', exact: true }).click();
      await page.getByText('The account of Nora New is shut.').waitFor();
      await nora.goto('/account');
      await nora.getByText('Your session has ended').waitFor();
      await other.close();

      await page.getByRole('button', { name: 'Change administrator' }).click();
      await page.getByRole('checkbox', { name: /^Administrator/ }).uncheck();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('This is the last administrator').waitFor();
    },
  );

  story(
    'is told when somebody else changed the same meanwhile, and keeps what they typed',
    from,
    async ({ page, open }) => {
      await signIn(page, 'administrator@example.org');
      await open('/manage/organisations');
      const name = 'The rival’s firm (invented)';
      await page.getByRole('button', { name: `Change ${name}` }).click();
      await api.database.query(`update organisation set version = version + 1 where id = $1`, [
        api.organisations.rival,
      ]);
      await page.getByLabel('Country').fill('BE');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this meanwhile').waitFor();
      expect(await page.getByLabel('Country').inputValue()).toBe('BE');
      await page.getByRole('button', { name: 'See the newest state' }).click();
      await page.getByRole('button', { name: `Change ${name}` }).click();
      await page.getByLabel('Country').fill('BE');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
    },
  );

  story(
    'sees what a new text of a recommendation makes suspect, and makes it',
    from,
    async ({ page, open, expectAccessible }) => {
      const made = await published(api, {});
      await link(api.as.analyst, made.id, 'HLEG-BMS-01');
      await signIn(page, 'administrator@example.org');
      await open('/manage/recommendations');
      await page.getByRole('button', { name: 'Change HLEG-BMS-01' }).click();
      await page.getByText('A new version makes 1 confirmed link').waitFor();
      await expectAccessible();
      await page.getByRole('button', { name: 'Make version 2' }).click();
      await page.getByText('Nothing is different, so no version was made.').waitFor();
      await page.getByRole('dialog').getByLabel('Title').fill('One matcher');
      await page.getByRole('button', { name: 'Make version 2' }).click();
      await page.getByText('HLEG-BMS-01 has a new version.').waitFor();
      const { data } = await api.as.analyst('{ suspectLinks(first: 5) { totalCount } }');
      expect(data.suspectLinks.totalCount).toBe(1);
    },
  );

  story('adds a theme and an event with its call', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'administrator@example.org');
    await open('/manage/themes');
    await page.getByRole('button', { name: 'New theme' }).click();
    await expectAccessible();
    await page.getByLabel('Code', { exact: true }).fill('COMP-WATCH');
    await page.getByLabel('Name in English').fill('Watch lists');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('heading', { name: 'Watch lists' }).waitFor();
    await open('/manage/events');
    await page.getByRole('button', { name: 'New event' }).click();
    await page.getByLabel('It asks for input').check();
    await expectAccessible();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('This is needed.').first().waitFor();
    await page.getByLabel('Title', { exact: true }).fill('Roundtable in spring');
    await page.getByLabel('Short name').fill('rt-2027-03');
    await page.getByLabel('First day').fill('2027-03');
    await page.getByLabel('What is asked for').fill('Tell us.');
    await page.getByLabel('Opens').fill('2027-01-01T09:00');
    await page.getByLabel('Closes').fill('2027-02-01T18:00');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('heading', { name: 'Roundtable in spring' }).waitFor();
    const { data } = await api.as.anonymous('{ event(slug: "rt-2027-03") { startsOn call { opensAt } } }');
    expect(data.event).toEqual({ startsOn: '2027-03', call: { opensAt: '2027-01-01T08:00:00.000Z' } });
  });

  story('adds a recommendation and an information system', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'administrator@example.org');
    await open('/manage/systems');
    await page.getByRole('button', { name: 'New system' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Code', { exact: true }).fill('sis');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('This is needed.').first().waitFor();
    await expectAccessible();
    await dialog.getByLabel('Name', { exact: true }).fill('Register of registers');
    await dialog.getByLabel('Where this is known from').fill('Invented.');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('There is an information system SIS already.').waitFor();
    await dialog.getByLabel('Code', { exact: true }).fill('ror');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('heading', { name: 'Register of registers' }).waitFor();
    await page.getByRole('button', { name: 'Change ROR' }).click();
    await dialog.getByLabel('Who runs it').fill('eu-LISA');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('li').filter({ hasText: 'Register of registers' }).getByText('eu-LISA').waitFor();
    await expectReflows(page);
    await page.getByLabel('Code, name or other word').fill(' of REGISTERS');
    await page.getByText(/^1 of \d+$/).waitFor();
    expect(await page.locator('.manage-list h2').allTextContents()).toEqual(['Register of registers']);

    await open('/manage/recommendations');
    await page.getByRole('button', { name: 'New recommendation' }).click();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('This is needed.').first().waitFor();
    await expectAccessible();
    await dialog.getByLabel('Code', { exact: true }).fill('HLEG-LATER-01');
    await dialog.getByLabel('Title', { exact: true }).fill('A register of all queries');
    await dialog.getByLabel('What it says').fill('Each query is written down.');
    await dialog.getByLabel('Chapter', { exact: true }).fill('What came later');
    await dialog.getByLabel('Document it stands in').fill('A later report');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByText('HLEG-LATER-01 is there. Nothing is said about it yet.').waitFor();
    await open('/recommendations/HLEG-LATER-01');
    await page.getByRole('heading', { level: 1, name: 'A register of all queries' }).waitFor();
  });

  story(
    'merges two records of one body, told before who reads more then',
    from,
    async ({ page, open, expectAccessible }) => {
      await published(api, { title: 'For agencies', audience: 'AGENCY' });
      const twin = 'The expert’s twin (invented)';
      await api.as.administrator(
        'mutation C($input: CreateOrganisationInput!) { createOrganisation(input: $input) { errors { message } } }',
        { input: { name: twin, kind: 'INDUSTRY' } },
      );
      await api.database.query(
        `update account set organisation_id = (select id from organisation where name = $1) where email = 'rival@example.org'`,
        [twin],
      );
      await signIn(page, 'administrator@example.org');
      await open('/manage/organisations');
      await page.getByRole('button', { name: `Merge ${twin} into another` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await dialog.getByText('Choose the organisation that stays.').waitFor();
      await expectAccessible();
      await dialog.getByLabel('The one that stays').fill('expert’s firm');
      await dialog.getByRole('button', { name: 'The expert’s firm (invented)', exact: true }).click();
      await dialog
        .getByText(/^1 account moves, no person, no paper that names it and no paper that it handed in/)
        .waitFor();
      await dialog
        .getByText(
          `1 account of ${twin} will be able to read 1 paper for agencies that The expert’s firm (invented) handed in.`,
        )
        .waitFor();
      await expectAccessible();
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await page.getByText(`${twin} is one with The expert’s firm (invented) now.`).waitFor();
      await page.getByText(`formerly also ${twin}`).waitFor();
      expect(await page.getByRole('heading', { name: twin }).count()).toBe(0);
      await expectReflows(page);
    },
  );

  story('has the index compared, and sees that it was', from, async ({ page, open, expectAccessible }) => {
    await api.projectAll();
    await signIn(page, 'administrator@example.org');
    await open('/manage/index');
    await page.getByText('Never yet').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Compare and mend' }).click();
    await page.getByText('It is being compared …').waitFor();
    while ((await doAskedWork({ database: api.database, meilisearch: undefined })) > 0);
    await page.getByText(/no difference/).waitFor();
  });
});

describe('An analyst', () => {
  story('finds nothing to manage', from, async ({ page, open }) => {
    await signIn(page, 'analyst@example.org');
    for (const address of ['/manage', '/manage/index', '/manage/recommendations']) {
      await open(address);
      await page.getByRole('heading', { name: 'Not found' }).waitFor();
    }
  });
});
