import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ReadFiles } from '#libs/documents';
import { AnchorEvidence } from '#libs/links';
import { openBlobStore } from '#libs/platform';
import { startTestApi, type TestApi } from '../support/api.js';
import { launchBrowser, signIn, story } from '../support/browser.js';
import { draft, step, submitted } from '../support/contributions.js';
import { makePdf } from '../support/make-pdf.js';

let api: TestApi;
let browser: Browser;
/** The worker's part, when the story is ready for it. */
let readAll: () => Promise<void>;
const from = () => ({ browser, url: api.url });

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
  new AnchorEvidence(api.database);
  const reader = new ReadFiles(api.database, openBlobStore(api.configuration));
  readAll = async () => {
    while ((await reader.runOnce()) > 0);
  };
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const SAID = 'Every gallery keeps its own accuracy target, and publishes it each year.';
const twoPages = () =>
  makePdf((pdf) => {
    pdf.font('Helvetica').fontSize(12).text('The first page speaks of something else, at some length, in plain words.');
    pdf.addPage().text(SAID);
  });

/** Chooses files by the button, as one does without a mouse that drags. */
async function choose(page: Page, ...files: { name: string; buffer: Uint8Array; mimeType?: string }[]): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).press('Enter');
  const given = files.map(({ buffer, ...file }) => ({ mimeType: '', ...file, buffer: Buffer.from(buffer) }));
  await (await asked).setFiles(given);
}

const entry = (page: Page, name: string) => page.locator('.files > li').filter({ hasText: name });

async function filesOf(id: string): Promise<{ name: string; sha256: string }[]> {
  const { data } = await api.as.expert(
    'query F($id: ID!) { node(id: $id) { ... on Contribution { files { name sha256 } } } }',
    { id },
  );
  return data.node.files;
}

describe('An expert', () => {
  story(
    'sends a PDF, quotes its page, hands it in without a body, and keeps its hash',
    from,
    async ({ page, open, expectAccessible }) => {
      const pdf = await twoPages();
      const paper = await draft(api.as.expert, { title: 'As a file', body: null });
      await signIn(page, 'expert@example.org');
      await open(`/submit/${paper.id}/text`);
      await page.getByLabel('Abstract').fill('Typed while the file is on its way.');
      await choose(page, { name: 'targets.pdf', buffer: pdf });
      await entry(page, 'targets.pdf').getByText('Waiting to be read').waitFor();
      await expectAccessible();
      await readAll();
      await entry(page, 'targets.pdf').getByText('Read; its words can be quoted · 2 pages · English').waitFor();
      await expectAccessible();
      expect(await filesOf(paper.id)).toEqual([{ name: 'targets.pdf', sha256: sha256(pdf) }]);
      await page.getByRole('button', { name: /on to: Who speaks/ }).click();
      await page.waitForURL(/people/);
      // Neither the file nor what was typed stood in the way of the other.
      expect(await page.getByText('changed elsewhere').count()).toBe(0);

      await open(`/submit/${paper.id}/links`);
      await page.getByRole('button', { name: 'Link a recommendation' }).click();
      await page.getByText('targets.pdf · page 2').waitFor();
      await page.getByLabel('Recommendation', { exact: true }).selectOption('HLEG-ESP-01');
      await page.getByRole('radio', { name: /Supports It is for it as it stands/ }).check();
      await page.getByRole('radio', { name: /Its main subject/ }).check();
      await page.getByLabel('Why').fill('It asks for targets.');
      await page.getByLabel('Type or paste the words').fill('Every gallery keeps its own accuracy target');
      await page.getByRole('button', { name: 'Add these words' }).click();
      await page.locator('.quote').getByText('page 2').waitFor();
      await expectAccessible();
      await page.getByRole('button', { name: 'Save the link' }).click();
      await page.getByText('The link is saved.').waitFor();
      await page.locator('.link-card').getByText('page 2').waitFor();

      await open(`/submit/${paper.id}/check`);
      await page.getByRole('heading', { name: 'Nothing is missing' }).waitFor();
      expect(await page.getByText('neither a file nor a body').count()).toBe(0);
      await page.getByRole('button', { name: 'Hand in', exact: true }).click();
      await page.waitForURL(/receipt/);
      await page.getByText('SHA-256 of targets.pdf').waitFor();
      expect(await page.locator('.receipt-facts').textContent()).toContain(sha256(pdf));
      await expectAccessible();
    },
  );

  story('quotes the last page of a long file', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert, { title: 'Long' });
    const long = await makePdf((pdf) => {
      for (let number = 1; number <= 120; number++) {
        if (number > 1) pdf.addPage();
        // Not at the same height on each page: that would be a running head.
        const lines = ['apples', 'pears', 'plums'].map(
          (fruit, index) => `Of ${fruit} ${number * 7 + index} were counted.`,
        );
        pdf
          .font('Helvetica')
          .text(`${lines.join(' ')} This is said under number ${number}.`, 72, 200 + ((number * 37) % 400));
      }
    });
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/text`);
    await choose(page, { name: 'long.pdf', buffer: long });
    await entry(page, 'long.pdf').getByText('Waiting to be read').waitFor();
    await readAll();
    await open(`/submit/${paper.id}/links`);
    await page.getByRole('button', { name: 'Link a recommendation' }).click();
    await page.getByText('long.pdf · page 120').waitFor();
    await page.getByLabel('Type or paste the words').fill('This is said under number 120');
    await page.getByRole('button', { name: 'Add these words' }).click();
    await page.locator('.quote').getByText('page 120').waitFor();
  });

  story(
    'is told beside each file why it is not taken, and can go on with the others',
    from,
    async ({ page, open, expectAccessible }) => {
      const paper = await draft(api.as.expert, { title: 'Refused' });
      await signIn(page, 'expert@example.org');
      await open(`/submit/${paper.id}/text`);
      const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096, 0x90)]);
      await choose(
        page,
        { name: 'program.pdf', buffer: program },
        { name: 'nothing.pdf', buffer: Buffer.alloc(0) },
        { name: 'notes.txt', buffer: Buffer.from('Words that can be read.') },
      );
      await entry(page, 'program.pdf').getByText('Files of this kind are not accepted.').waitFor();
      await entry(page, 'nothing.pdf').getByText('This file is empty.').waitFor();
      await entry(page, 'notes.txt').getByText('Waiting to be read').waitFor();
      await expectAccessible();
      await choose(page, { name: 'same.txt', buffer: Buffer.from('Words that can be read.') });
      await entry(page, 'same.txt').getByText('The paper has this very file already.').waitFor();
      for (const name of ['program.pdf', 'nothing.pdf', 'same.txt'])
        await page.getByRole('button', { name: new RegExp(`^Take off the list ?: ${name}`) }).click();
      await page.getByRole('button', { name: /^Take out ?: notes.txt/ }).click();
      await entry(page, 'notes.txt').waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('add-files');
      expect(await filesOf(paper.id)).toEqual([]);
    },
    { expectedErrors: /415/ },
  );

  story('is told that a paper has at most twenty', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert, { title: 'Many' });
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/text`);
    const many = Array.from({ length: 21 }, (_, index) => ({
      name: `part ${index + 1}.txt`,
      buffer: Buffer.from(`Part ${index + 1} of many.`),
    }));
    await choose(page, ...many);
    await page.getByText('1 file was left out: a paper has at most 20 files.').waitFor();
    // One after the other, so that none is in the way of another.
    await page.waitForFunction(() => document.querySelectorAll('.files > li a').length === 20);
    expect(await filesOf(paper.id)).toHaveLength(20);
  });

  story(
    'goes on where a broken line stopped',
    from,
    async ({ page, open }) => {
      const paper = await draft(api.as.expert, { title: 'A slow line' });
      await signIn(page, 'expert@example.org');
      await open(`/submit/${paper.id}/text`);
      const large = Buffer.concat([await twoPages(), Buffer.alloc(2_000_000, ' ')]);
      // Tried again by itself for a while; then it waits to be told.
      await page.route('**/files/resumable/*', (route) => route.fulfill({ status: 502, body: '' }));
      await page.clock.install();
      await choose(page, { name: 'large.pdf', buffer: large });
      const goOn = page.getByRole('button', { name: /^Go on ?: large.pdf/ });
      for (let tries = 0; tries < 20 && !(await goOn.isVisible()); tries++) {
        await page.clock.runFor(3_000);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await goOn.waitFor();
      await page.clock.resume();
      await page.unroute('**/files/resumable/*');
      const begun: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/files/resumable')) begun.push(request.method());
      });
      await goOn.click();
      await entry(page, 'large.pdf').getByText('Waiting to be read').waitFor();
      expect(begun).toEqual([]);
      expect(await filesOf(paper.id)).toEqual([{ name: 'large.pdf', sha256: sha256(large) }]);
    },
    { expectedErrors: /502/ },
  );

  story(
    'reads why a file could not be read, and has it tried again',
    from,
    async ({ page, open, expectAccessible }) => {
      const paper = await draft(api.as.expert, { title: 'Broken' });
      await signIn(page, 'expert@example.org');
      await open(`/submit/${paper.id}/text`);
      await choose(page, { name: 'cut.pdf', buffer: (await twoPages()).slice(0, 300) });
      await entry(page, 'cut.pdf').getByText('Waiting to be read').waitFor();
      await readAll();
      await entry(page, 'cut.pdf').getByText('Could not be read.').waitFor();
      await expectAccessible();
      await page.getByRole('button', { name: /^Try again ?: cut.pdf/ }).click();
      await entry(page, 'cut.pdf').getByText('Waiting to be read').waitFor();
    },
  );

  story('is told that pages without text wait to be recognised', from, async ({ page, open }) => {
    const paper = await draft(api.as.expert, { title: 'Scanned in part' });
    await signIn(page, 'expert@example.org');
    await open(`/submit/${paper.id}/text`);
    const bytes = await makePdf((pdf) => {
      pdf.font('Helvetica').text('This page was typed.').addPage();
    });
    await choose(page, { name: 'scanned.pdf', buffer: bytes });
    await entry(page, 'scanned.pdf').getByText('Waiting to be read').waitFor();
    const reader = new ReadFiles(api.database, openBlobStore(api.configuration), undefined, 'LATER');
    while ((await reader.runOnce()) > 0);
    await entry(page, 'scanned.pdf').getByText('Pages that are images wait for their text to be recognised').waitFor();
  });

  story('finds what analysts ask to have changed', from, async ({ page, open, expectAccessible }) => {
    const handedIn = await submitted(api, { title: 'Sent back' });
    const inReview = (await step(api.as.administrator, 'startReview', handedIn)).contribution;
    await api.as.administrator(
      'mutation C($input: AddReviewCommentInput!) { addReviewComment(input: $input) { errors { message } } }',
      { input: { contribution: handedIn.id, text: 'Name the year of the figures.' } },
    );
    await step(api.as.administrator, 'requestChanges', inReview, 'Nearly there.');
    await signIn(page, 'expert@example.org');
    await open('/account');
    await page.getByRole('link', { name: /^Your papers/ }).click();
    await page.getByText('Name the year of the figures.').waitFor();
    await expectAccessible();
    await open(`/submit/${handedIn.id}/text`);
    await page.getByText('Name the year of the figures.').waitFor();
    await expectAccessible();
  });

  for (const width of [320, 1280]) {
    story(`sees files ${width} pixels wide`, from, async ({ page, open }) => {
      const paper = await draft(api.as.expert, { title: `Files ${width}` });
      await signIn(page, 'expert@example.org');
      await page.setViewportSize({ width, height: 900 });
      await open(`/submit/${paper.id}/text`);
      const name = 'a-very-long-name-without-any-place-to-break-it-as-offices-like-to-give-them-2026-final-final.txt';
      await choose(page, { name, buffer: Buffer.from('Some words.') }, { name: 'no.pdf', buffer: Buffer.alloc(0) });
      await entry(page, name).getByText('Waiting to be read').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      if (process.env.PICTURES)
        await page.screenshot({ path: `${process.env.PICTURES}/files-${width}.png`, fullPage: true });
    });
  }
});
