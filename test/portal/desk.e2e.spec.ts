/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ProjectDirty } from '#libs/search';
import { MakeSuggestions } from '#libs/suggestions';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { link, published, revise, step, submitted } from '../support/contributions.js';
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

// biome-ignore lint/suspicious/noExplicitAny: the shape is the support's.
type Any = any;

/** A paper that waits, with what its words suggest and a link of its author. */
async function waits(title: string, age = 0): Promise<Any> {
  const made = await submitted(api, { title });
  await link(api.as.expert, made.id, 'HLEG-BMS-01');
  const worker = new MakeSuggestions(api.database);
  while ((await worker.runOnce(10)) > 0);
  await api.database.query(
    `update contribution set submitted_at = now() - $2 * interval '1 day' where reference = $1`,
    [made.reference, age],
  );
  return made;
}

async function statusOf(reference: string): Promise<Any> {
  const { data } = await api.as.administrator(
    `query S($reference: String!) { contribution(reference: $reference) { status themes { code } links(first: 10) { nodes { state recommendation { code } } } suggestions(states: [OPEN, REJECTED, ACCEPTED]) { state reason } } }`,
    { reference },
  );
  return data.contribution;
}

/** Waits until the API says so: decisions are sent after the moment in which they can be taken back. */
async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('It did not come to pass.');
}

const active = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('An analyst', () => {
  story(
    'sees beside what is suggested which other paper has much of the same wording',
    from,
    async ({ page, open }) => {
      const words =
        'Officers at ferries read wet passports by lamplight, and nobody ashore compares what they wrote down.';
      const one = await submitted(api, { title: 'Wet passports', abstract: words });
      await submitted(api, { title: 'Wet passports, sent again', abstract: words });
      const projector = new ProjectDirty(api.database);
      while ((await projector.runOnce(50)) > 0);
      await signIn(page, 'analyst@example.org');
      await open(`/desk/${one.reference}`);
      await page.getByRole('heading', { name: 'Much of the same wording' }).waitFor();
      await page.getByText('Wet passports, sent again').waitFor();
    },
  );

  story('reads on in a long paper, and sees evidence that stands far down in it', from, async ({ page, open }) => {
    const part = (number: number) =>
      `## Part ${number}\nIn part ${number} the gallery is compared with the records of system ${number}.`;
    const body = Array.from({ length: 230 }, (_, index) => part(index + 1)).join('\n\n');
    const made = await submitted(api, { title: 'A very long paper', body });
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${made.reference}`);
    await page.getByText('100 of 231 shown').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('200 of 231 shown').waitFor();
    await page.getByText('In part 150 the gallery').waitFor();
    const quote = 'In part 220 the gallery is compared';
    const { errors } = await link(api.as.expert, made.id, 'HLEG-BMS-01', { evidence: [{ quote }] });
    expect(errors).toEqual([]);
    await open(`/desk/${made.reference}`);
    await page.getByText('100 of 231 shown').waitFor();
    await page.keyboard.press('j');
    await page.locator('mark.active', { hasText: quote }).waitFor();
    await api.as.administrator(
      `mutation W($id: ID!, $version: Int!) { withdrawContribution(input: { id: $id, version: $version, note: "Done." }) { errors { message } } }`,
      { id: made.id, version: made.version },
    );
  });

  story(
    'reviews and publishes by keyboard alone, and is at the next paper at once',
    from,
    async ({ page, open, expectAccessible }) => {
      const first = await waits('Judged first by keyboard', 30);
      const second = await waits('Judged second by keyboard', 29);
      await signIn(page, 'analyst@example.org');
      await open('/desk');
      await page.getByRole('link', { name: 'Judged first by keyboard' }).waitFor();
      await expectAccessible();
      await expectReflows(page);
      await page.getByRole('link', { name: 'Judged first by keyboard' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Judged first by keyboard' }).waitFor();
      await page.getByRole('heading', { name: /To decide/ }).waitFor();
      await expectAccessible();

      // The first is what its author claims; its passage is marked in the paper.
      await page.keyboard.press('j');
      expect(await active(page)).toContain('HLEG-BMS-01');
      expect(await page.locator('.paper mark.active').first().textContent()).toContain('One engine compares');
      await page.keyboard.press('a');
      await page.getByText('HLEG-BMS-01 confirmed.').first().waitFor();
      // And on to the next, which is rejected with a reason.
      await page.keyboard.press('r');
      await page.getByRole('dialog').waitFor();
      await expectAccessible();
      await page.keyboard.type('It is about something else.');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('p');

      await page.getByRole('heading', { level: 1, name: 'Judged second by keyboard' }).waitFor();
      await page.getByRole('status').getByText('“Judged first by keyboard” is published.').first().waitFor();
      expect(await page.title()).toContain('Judged second by keyboard');
      await until(async () => (await statusOf(first.reference)).status === 'PUBLISHED');
      const done = await statusOf(first.reference);
      expect(done.links.nodes).toContainEqual({ state: 'CONFIRMED', recommendation: { code: 'HLEG-BMS-01' } });
      expect(done.suggestions).toContainEqual({ state: 'REJECTED', reason: 'It is about something else.' });
      expect((await statusOf(second.reference)).status).toBe('SUBMITTED');
    },
  );

  story('takes decisions back before they are sent', from, async ({ page, open }) => {
    const made = await waits('Not yet after all');
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${made.reference}`);
    await page.getByRole('heading', { name: /To decide/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByText('HLEG-BMS-01 confirmed.').first().waitFor();
    await page.keyboard.press('u');
    await page.getByText('Taken back. Nothing was sent.').waitFor();
    await page.keyboard.press('p');
    await page.getByRole('status').getByText('“Not yet after all” is published.').first().waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Not yet after all' }).waitFor();
    await page.waitForTimeout(8_000);
    expect(await statusOf(made.reference)).toMatchObject({
      status: 'SUBMITTED',
      links: { nodes: [{ state: 'PROPOSED', recommendation: { code: 'HLEG-BMS-01' } }] },
    });
  });

  story(
    'asks for changes at a passage, in words that its author reads',
    from,
    async ({ page, open, expectAccessible }) => {
      const made = await waits('To be changed');
      await signIn(page, 'analyst@example.org');
      await open(`/desk/${made.reference}`);
      const passage = page.locator('.passage', { hasText: 'One engine compares' });
      await passage.getByRole('button', { name: 'Comment' }).click();
      await page.getByLabel('What should be changed').fill('Which engine, and measured how?');
      await page.getByLabel('The words that say so').fill('One engine compares');
      await expectAccessible();
      await page.getByRole('button', { name: 'Keep' }).click();
      await passage.getByText('Which engine, and measured how?').waitFor();
      await page.getByRole('button', { name: /Request changes \(1 comment\)/ }).click();
      await page.getByRole('button', { name: 'Send to its author' }).click();
      await page.getByText('Give a reason in a few words.').waitFor();
      await page.getByLabel('Reason').fill('See the comment.');
      await page.getByRole('button', { name: 'Send to its author' }).click();
      await page.getByRole('status').getByText('“To be changed” goes back to its author.').first().waitFor();
      await until(async () => (await statusOf(made.reference)).status === 'CHANGES_REQUESTED');
      const { data } = await api.as.expert(
        `query C($reference: String!) { contribution(reference: $reference) { reviewComments { text quote } } }`,
        { reference: made.reference },
      );
      expect(data.contribution.reviewComments).toEqual([
        { text: 'Which engine, and measured how?', quote: 'One engine compares' },
        { text: 'See the comment.', quote: null },
      ]);
    },
  );

  story('links a passage to a recommendation by the words selected', from, async ({ page, open, expectAccessible }) => {
    const made = await waits('To be linked');
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${made.reference}`);
    const words = 'both answer until the last record is moved';
    await page.locator('.passage', { hasText: words }).waitFor();
    await page.evaluate((quote) => {
      const walker = document.createTreeWalker(document.querySelector('.paper')!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(quote);
        if (at >= 0) window.getSelection()?.setBaseAndExtent(node, at, node, at + quote.length);
      }
    }, words);
    await page.keyboard.press('l');
    expect(await page.getByLabel('The words that say so').inputValue()).toBe(words);
    await expectAccessible();
    await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByRole('alert').getByText('Choose what is meant.').waitFor();
    await page.getByRole('combobox', { name: 'Recommendation', exact: true }).fill('HLEG-BMS-02');
    await page.getByLabel('Why it speaks to it').fill('It says how to move.');
    await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect((await statusOf(made.reference)).links.nodes).toContainEqual({
      state: 'CONFIRMED',
      recommendation: { code: 'HLEG-BMS-02' },
    });
  });

  story(
    'reads Markdown as it is meant, with its evidence marked, and quotes it as it was written',
    from,
    async ({ page, open, expectAccessible }) => {
      const body =
        '## Speed\nThe engine is **quick and** exact, as [the report](https://example.org/r) says.\n\n- one\n- two';
      const made = await submitted(api, { title: 'With formatting', body });
      await link(api.as.expert, made.id, 'HLEG-BMS-01', { evidence: [{ quote: 'is **quick and** exact' }] });
      await signIn(page, 'analyst@example.org');
      await open(`/desk/${made.reference}`);
      const passage = page.locator('.passage', { hasText: 'quick and' });
      await passage.getByRole('listitem').first().waitFor();
      expect(await passage.locator('mark').allTextContents()).toEqual(['is ', 'quick and', ' exact']);
      expect(await passage.textContent()).not.toContain('**');
      await expectAccessible();
      await passage.evaluate((element) => {
        const [bold, linked] = [element.querySelector('strong')!, element.querySelector('a')!];
        const last = (within: Node): Node => (within.lastChild ? last(within.lastChild) : within);
        window.getSelection()?.setBaseAndExtent(last(bold), 6, last(linked), 3);
      });
      await page.keyboard.press('l');
      expect(await page.getByLabel('The words that say so').inputValue()).toBe('and** exact, as [the');
      await page.getByRole('combobox', { name: 'Recommendation', exact: true }).fill('HLEG-BMS-02');
      await page.getByLabel('Why it speaks to it').fill('It says how quick.');
      await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect((await statusOf(made.reference)).links.nodes).toContainEqual({
        state: 'CONFIRMED',
        recommendation: { code: 'HLEG-BMS-02' },
      });
    },
  );

  story(
    'is told when what may be linked to cannot be loaded',
    from,
    async ({ page, open }) => {
      const made = await waits('Without a list');
      await signIn(page, 'analyst@example.org');
      await open(`/desk/${made.reference}`);
      await page.route('**/graphql', (route) =>
        route.request().postDataJSON().operationName === 'Targets' ? route.abort() : route.fallback(),
      );
      await page.keyboard.press('l');
      await page.getByRole('dialog').getByText('The server cannot be reached.').waitFor();
    },
    { expectedErrors: /ERR_FAILED/ },
  );

  story('links by words that go over the end of a passage', from, async ({ page, open }) => {
    const made = await waits('Over the end');
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${made.reference}`);
    await page.locator('.passage', { hasText: 'The gallery of the old' }).waitFor();
    await page.evaluate(() => {
      const nodeOf = (words: string) => {
        const walker = document.createTreeWalker(document.querySelector('.paper')!, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = (walker.currentNode.textContent ?? '').indexOf(words);
          if (at >= 0) return [walker.currentNode, at] as const;
        }
        throw new Error(words);
      };
      const [from, start] = nodeOf('no system sees the samples');
      const [to, end] = nodeOf(' of the old matcher');
      window.getSelection()?.setBaseAndExtent(from, start, to, end);
    });
    await page.keyboard.press('l');
    expect(await page.getByLabel('The words that say so').inputValue()).toBe(
      'no system sees the samples of another. The gallery',
    );
    await page.getByRole('combobox', { name: 'Recommendation', exact: true }).fill('HLEG-BMS-02');
    await page.getByLabel('Why it speaks to it').fill('It says so over a heading.');
    await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const { data } = await api.as.analyst(
      'query C($reference: String!) { contribution(reference: $reference) { links { nodes { recommendation { code } evidence { quote } } } } }',
      { reference: made.reference },
    );
    expect(data.contribution.links.nodes).toContainEqual({
      recommendation: { code: 'HLEG-BMS-02' },
      evidence: [{ quote: 'no system sees the samples of another.' }, { quote: 'The gallery' }],
    });
  });

  story('changes a key, and shuts keys off', from, async ({ page, open, expectAccessible }) => {
    const made = await waits('With other keys');
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${made.reference}`);
    await page.getByRole('heading', { name: /To decide/ }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await expectAccessible();
    await page.getByLabel('Next decision').fill('x');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.locator('.item.active').waitFor();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByLabel('Use single keys').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('With other keys');
  });

  story('is told when somebody changed a paper meanwhile, and nothing is done', from, async ({ page, open }) => {
    const made = await waits('Changed meanwhile');
    await signIn(page, 'analyst@example.org');
    await open(`/desk/${made.reference}`);
    await page.getByRole('button', { name: /^Publish/ }).waitFor();
    await step(api.as.administrator, 'startReview', made);
    await page.keyboard.press('p');
    await page.getByRole('status').getByText('Somebody changed “Changed meanwhile” meanwhile').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Changed meanwhile' }).waitFor();
    await page.getByText('In review').first().waitFor();
    expect((await statusOf(made.reference)).status).toBe('IN_REVIEW');
  });

  story('takes a paper in hand, and filters by it in an address that can be kept', from, async ({ page, open }) => {
    await waits('To be taken in hand');
    await signIn(page, 'analyst@example.org');
    await open('/desk');
    await page.getByLabel('In whose hands: To be taken in hand').selectOption('analyst (you)');
    await page.getByLabel('In whose hands', { exact: true }).selectOption('Mine');
    await page.getByText('1 paper', { exact: true }).waitFor();
    expect(page.url()).toContain('hands=MINE');
    await page.reload();
    await page.getByRole('link', { name: 'To be taken in hand' }).waitFor();
  });

  story('looks at suspect links again', from, async ({ page, open, expectAccessible }) => {
    const made = await published(api, { title: 'Says it otherwise now' });
    await link(api.as.analyst, made.id, 'HLEG-ESP-01');
    const changed = (await revise(api.as.expert, made, { abstract: 'Another abstract altogether.' })).contribution;
    const again = (await step(api.as.expert, 'submitContribution', changed)).contribution;
    const inReview = (await step(api.as.analyst, 'startReview', again)).contribution;
    await step(api.as.analyst, 'publishContribution', inReview);
    await signIn(page, 'analyst@example.org');
    await open('/desk/suspect');
    await page.getByText('The paper has a newer text.').waitFor();
    await expectAccessible();
    await expectReflows(page);
    await expectTargets(page);
    await page.getByRole('button', { name: 'It still holds: HLEG-ESP-01' }).click();
    await page.getByText('Nothing has to be looked at again.').waitFor();
    // As when a file is read anew and does not say it any more.
    await api.database.query(
      `update link_claim set evidence_lost = true where valid_to is null and state = 'CONFIRMED'`,
    );
    await page.reload();
    await page.getByText('Its evidence is not found in the paper any more.').first().waitFor();
  });
});

describe('Whoever is no analyst', () => {
  story('finds no desk', from, async ({ page, open, expectAccessible }) => {
    await open('/desk');
    await page.getByRole('heading', { name: 'Sign in for this' }).waitFor();
    await expectAccessible();
    await signIn(page, 'expert@example.org');
    for (const address of ['/desk', '/desk/suspect', '/desk/RT-2026-0001', '/manage']) {
      await open(address);
      await page.getByRole('heading', { name: 'Not found' }).waitFor();
    }
  });
});
