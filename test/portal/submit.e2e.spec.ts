import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { BODY, draft, link, published, revise, step } from '../support/contributions.js';

let api: TestApi;
let browser: Browser;
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const isSaved = (page: Page) => page.getByText('All is saved.').waitFor();

/** Tabs until the element with this accessible name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  for (let count = 0; count < most; count++) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const labels = [...(element?.labels ?? [])].map((label) => label.textContent).join(' ');
      return `${element?.getAttribute('aria-label') ?? ''} ${labels} ${element?.tagName === 'BUTTON' || element?.tagName === 'A' || element?.tagName === 'SUMMARY' ? element.textContent : ''}`.trim();
    });
    if (name.test(reached)) return;
  }
  throw new Error(`${name} was not reached by Tab.`);
}

describe('An expert', () => {
  story('hands a paper in with evidence, by keyboard alone', from, async ({ page, open, expectAccessible }) => {
    await signIn(page, 'expert@example.org');
    await open('/submit');
    await expectAccessible();
    const type = async (name: RegExp, words: string) => {
      await tabTo(page, name);
      await page.keyboard.type(words);
    };
    await tabTo(page, /Position paper/);
    await page.keyboard.press('Space');
    await type(/^Title/, 'Keep templates apart');
    await tabTo(page, /Start the draft/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/submit\/con_\w+\/text/);
    await page.getByLabel('Abstract').waitFor();

    await type(/^Abstract/, 'One matching service for all, with templates that stay apart.');
    await type(/^Where you stand/, 'We are for it.');
    await type(/^What you ask for/, 'Publish accuracy targets.');
    await type(/^Body/, '## Separation\nTemplates stay apart. No system sees the samples of another.');
    await tabTo(page, /on to: Who speaks/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/people/);
    await page.getByText('The expert’s firm (invented)').first().waitFor();
    await tabTo(page, /on to: Themes/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/subjects/);
    await type(/Find by name or synonym/, 'sBMS');
    await tabTo(page, /Shared biometric matching service/);
    await page.keyboard.press('Space');
    await tabTo(page, /on to: Recommendations/);
    let asked = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes('query DraftLinks')) asked++;
    });
    await page.keyboard.press('Enter');
    await page.waitForURL(/links/);

    await page.getByRole('button', { name: 'Link a recommendation' }).waitFor();
    await tabTo(page, /^Link a recommendation/);
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await page.waitForFunction(() => document.activeElement?.id === 'link-form');
    // Nobody tabs to the list before it is there. The sentences of the paper, which are options too, say its words before that.
    const target = page.getByLabel('Recommendation', { exact: true });
    await target.locator('option', { hasText: 'One matching service' }).first().waitFor({ state: 'attached' });
    expect(await focused()).toBe('link-form');
    expect(asked).toBe(1);
    // The whole name: a link of the header begins like it.
    await tabTo(page, /^Recommendation$/);
    // A browser takes letters after a pause for the beginning of another name; arrows need no hurry.
    const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text);
    for (let count = 0; count < 120 && !(await chosen())?.includes('One matching service'); count++)
      await page.keyboard.press('ArrowDown');
    expect(await chosen()).toMatch(/One matching service/);
    await tabTo(page, /^Supports/);
    await page.keyboard.press('Space');
    await tabTo(page, /Its main subject/);
    await page.keyboard.press('Space');
    await type(/^Why/, 'It is for one service.');
    await tabTo(page, /Choose by sentence in passage 2/);
    await page.keyboard.press('Enter');
    await tabTo(page, /From this sentence/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /Add these sentences/);
    await page.keyboard.press('Enter');
    await page.locator('.quote blockquote').getByText('No system sees the samples of another.').waitFor();
    await expectAccessible();
    await tabTo(page, /Save the link/);
    await page.keyboard.press('Enter');
    await page.getByText('The link is saved.').waitFor();

    await tabTo(page, /on to: Check/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/check/);
    await page.getByText('Yours would be the first word on it.').waitFor();
    await expectAccessible();
    await tabTo(page, /^Hand in$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/receipt/);
    await page.getByText(/It was handed in as RT-\d{4}-\d{4}/).waitFor();
    expect(await page.locator('.receipt-facts').textContent()).toMatch(/[0-9a-f]{64}/);
    await expectAccessible();
    const { data } = await api.as.expert(
      '{ contributions(filter: { mine: true, statuses: [SUBMITTED] }) { nodes { title themes { code } links { nodes { stance evidence { quote } } } } } }',
    );
    expect(data.contributions.nodes).toContainEqual({
      title: 'Keep templates apart',
      themes: [{ code: 'COMP-SBMS' }],
      links: { nodes: [{ stance: 'SUPPORTS', evidence: [{ quote: 'No system sees the samples of another.' }] }] },
    });
  });

  story('selects the words that say so', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert, { title: 'Selected words' });
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/links`);
    await page.getByRole('button', { name: 'Link a recommendation' }).click();
    await page.getByLabel('Type or paste the words').fill('Nobody wrote this');
    await page.getByText('These words do not stand in your paper').waitFor();
    await page.evaluate(() => {
      const said = [...document.querySelectorAll('[data-passage]')].find((one) =>
        one.textContent?.includes('One engine'),
      )!.firstChild!;
      const range = document.createRange();
      range.setStart(said, 0);
      range.setEnd(said, 'One engine compares fingerprints'.length);
      document.getSelection()!.removeAllRanges();
      document.getSelection()!.addRange(range);
    });
    await page.getByRole('button', { name: 'Add the selected words' }).click();
    await page.locator('.quote blockquote').getByText('One engine compares fingerprints', { exact: true }).waitFor();
    // Words over the end of a passage are a quote in each.
    await page.getByLabel('Type or paste the words').fill('the samples of another. The gallery of the old matcher');
    await page.getByRole('button', { name: 'Add these words' }).click();
    await page.locator('.quote blockquote').getByText('the samples of another.', { exact: true }).waitFor();
    await page.locator('.quote blockquote').getByText('The gallery of the old matcher', { exact: true }).waitFor();
    for (const name of [/^Remove.*the samples/, /^Remove.*The gallery/])
      await page.getByRole('button', { name }).click();
    // What is half done is there again after the page was left.
    await page.getByLabel('Why').fill('Half done');
    await page.reload();
    await page.locator('.quote blockquote').getByText('One engine compares fingerprints', { exact: true }).waitFor();
    expect(await page.getByLabel('Why').inputValue()).toBe('Half done');
    await page.getByRole('button', { name: 'Save the link' }).click();
    await page.getByText('Choose the recommendation.').waitFor();
    await page.getByText('Say on which side the paper stands.').waitFor();
  });

  story('is told what is missing, and led to it', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert, { title: 'Unfinished', statement: '', asks: [] });
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/check`);
    await page.getByRole('heading', { name: 'This is missing' }).waitFor();
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('lacking');
    await page.getByRole('link', { name: 'What you ask for' }).click();
    await page.waitForURL(/text#field-asks/);
    await page.waitForFunction(() => document.activeElement?.id === 'field-asks');
  });

  story(
    'loses nothing when the session ends, and when the network does',
    from,
    async ({ page, open }) => {
      const paper = await draft(api.as.expert, { title: 'Never lost' });
      await signIn(page, 'expert@example.org');
      await open(`/submit/${paper.id}/text`);
      await page.route('**/graphql', (route) => route.abort());
      await page.getByLabel('Body').fill('Typed while the network was away.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('What you typed is kept in this browser.').waitFor();
      await page.unroute('**/graphql');
      await api.database.query(`update session set last_seen_at = now() - interval '3 hours'`);
      await page.getByLabel('Abstract').fill('Typed when the session was over.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Your session has ended').waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('E-mail address').fill('expert@example.org');
      await page.getByLabel('Password').fill('correct horse battery');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/text/);
      await page.getByLabel('Body').waitFor();
      expect(await page.getByLabel('Body').inputValue()).toBe('Typed while the network was away.');
      expect(await page.getByLabel('Abstract').inputValue()).toBe('Typed when the session was over.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await isSaved(page);
      const { data } = await api.as.expert(
        'query N($id: ID!) { node(id: $id) { ... on Contribution { body abstract } } }',
        {
          id: paper.id,
        },
      );
      expect(data.node).toEqual({
        body: 'Typed while the network was away.',
        abstract: 'Typed when the session was over.',
      });
      // What is with the server is no longer kept here.
      const kept = await page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('draft')));
      expect(kept).toEqual([]);
    },
    { expectedErrors: /ERR_FAILED|401|ERR_ABORTED/ },
  );

  story('chooses between two texts when it was changed elsewhere', from, async ({ page, open, expectAccessible }) => {
    const paper = await draft(api.as.expert, { title: 'Changed twice' });
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/text`);
    await page.getByLabel('Body').waitFor();
    await revise(api.as.expert, paper, { body: 'Their body.', statement: 'Their statement.' });
    await page.getByLabel('Body').fill('Our body.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'This paper was changed elsewhere' }).waitFor();
    await page.getByText('Their body.').waitFor();
    await page.getByText('Our body.').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Go on with what is chosen' }).click();
    expect(await page.getByLabel('Body').inputValue()).toBe('Our body.');
    // Only they changed this one: it is theirs without a question.
    expect(await page.getByLabel('Where you stand').inputValue()).toBe('Their statement.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await isSaved(page);
  });

  story(
    'is not asked again once the other text was taken, nor given back what was taken out',
    from,
    async ({ page, open }) => {
      const paper = await draft(api.as.expert, { title: 'Theirs it is' });
      await signIn(page, 'expert@example.org');
      await open(`/submit/${paper.id}/text`);
      await page.getByLabel('Body').waitFor();
      await revise(api.as.expert, paper, { body: 'Their body.' });
      await page.getByLabel('Body').fill('Our body.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('.version', { hasText: 'Their body.' }).getByRole('radio').check();
      await page.getByRole('button', { name: 'Go on with what is chosen' }).click();
      await isSaved(page);
      const body = page.getByLabel('Body');
      expect(await body.inputValue()).toBe('Their body.');
      await page.route('**/graphql', (route) => route.abort());
      await body.fill('A second thought.');
      await page.getByText('Not saved yet; kept in this browser.').waitFor();
      await body.fill('Their body.');
      await isSaved(page);
      await page.unroute('**/graphql');
      await page.reload();
      await body.waitFor();
      expect(await body.inputValue()).toBe('Their body.');
      expect(await page.getByText('changed elsewhere').count()).toBe(0);
    },
    { expectedErrors: /ERR_FAILED/ },
  );

  story(
    'revises what is published, and withdraws a draft with a reason',
    from,
    async ({ page, open, expectAccessible }) => {
      const paper = await published(api, { title: 'To be revised' });
      const gone = await draft(api.as.expert, { title: 'To be withdrawn' });
      await signIn(page, 'expert@example.org');
      await open('/my');
      await page.getByRole('heading', { name: 'To be withdrawn' }).waitFor();
      await expectAccessible();
      await page.getByRole('button', { name: /^Withdraw ?: To be withdrawn/ }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
      await page.getByText('Say why.').waitFor();
      await expectAccessible();
      await page.getByLabel('Why').fill('It was an experiment.');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
      await page.getByText('Withdrawn.', { exact: true }).waitFor();
      const { data } = await api.as.expert('query N($id: ID!) { node(id: $id) { ... on Contribution { status } } }', {
        id: gone.id,
      });
      expect(data.node.status).toBe('WITHDRAWN');
      await page.getByRole('link', { name: /^Revise ?: To be revised/ }).click();
      await page.getByLabel('Title').fill('Revised');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await isSaved(page);
      await page.reload();
      await page.getByLabel('Title').waitFor();
      expect(await page.getByLabel('Title').inputValue()).toBe('Revised');
      const read = await api.as.anonymous('query C($r: String!) { contribution(reference: $r) { title } }', {
        r: paper.reference,
      });
      expect(read.data.contribution.title).toBe('To be revised');
    },
  );

  story('is shown papers with much of the same wording before handing in', from, async ({ page, open }) => {
    const body = `${BODY}\n\n${Array.from({ length: 30 }, (_, index) => `Sentence ${index} of a long paper that nobody else wrote.`).join(' ')}`;
    const known = await published(api, { title: 'The paper that was there', body });
    await link(api.as.analyst, known.id, 'HLEG-ESP-01');
    const paper = await draft(api.as.expert, { title: 'Nearly the same', body });
    await api.projectAll();
    await link(api.as.expert, paper.id, 'HLEG-ESP-01');
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/check`);
    await page.getByRole('heading', { name: 'Much of the same wording' }).waitFor();
    await page
      .getByText(/About \d+% of the wording is the same/)
      .first()
      .waitFor();
    await page.locator('.mirrored').getByRole('link', { name: 'The paper that was there' }).waitFor();
  });

  for (const width of [320, 768]) {
    story(`writes ${width} pixels wide, in French and German`, from, async ({ page, open }) => {
      const paper = await draft(api.as.expert, { title: `Narrow ${width}` });
      await signIn(page, 'expert@example.org');
      await page.setViewportSize({ width, height: 800 });
      for (const part of ['text', 'people', 'subjects', 'links', 'check']) {
        await open(`/submit/${paper.id}/${part}?lang=${part === 'text' ? 'de' : 'fr'}`);
        await page.locator('.steps').waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
      for (const address of ['/submit?lang=de', '/my?lang=fr']) {
        await open(address);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
    });
  }
});

describe('A rival', () => {
  story('finds nothing at the address of a draft', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert);
    await signIn(page, 'rival@example.org');
    await open(`/submit/${paper.id}/text`);
    await page.getByRole('heading', { name: 'Not found' }).waitFor();
  });

  story('sees no receipt of others', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert);
    await step(api.as.expert, 'submitContribution', paper);
    await signIn(page, 'rival@example.org');
    await open(`/submit/${paper.id}/receipt`);
    await page.getByRole('heading', { name: 'Not found' }).waitFor();
  });
});
