import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const root = process.cwd();
const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** One browser for a file of tests. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = execFileSync(process.execPath, [join(root, 'test/support/chromium.mjs')], {
    encoding: 'utf8',
  });
  return chromium.launch({ executablePath: executablePath.trim(), args: ['--no-sandbox', '--disable-gpu'] });
}

/** What a story works with. */
export interface Stage {
  page: Page;
  /** Opens an address of the portal, and waits until it stands. */
  open(address: string): Promise<void>;
  /** Expects nothing that axe finds fault with, in light and in dark. */
  expectAccessible(): Promise<void>;
}

/**
 * A test told by what somebody does in a browser of their own. It fails as well on whatever the page logs as an error, on what breaks its
 * policy, and on any request that leaves the site; `expectedErrors` names those that belong to the story. A failure leaves a picture in test-results/.
 */
export function story(
  name: string,
  from: () => { browser: Browser; url: string },
  tell: (stage: Stage) => Promise<void>,
  options: BrowserContextOptions & { expectedErrors?: RegExp } = {},
): void {
  it(name, async () => {
    const { browser, url } = from();
    const { expectedErrors, ...settings } = options;
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Brussels',
      ...settings,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const faults: string[] = [];
    const note = (fault: string) => expectedErrors?.test(fault) || faults.push(fault);
    page.on('console', (message) => message.type() === 'error' && note(message.text()));
    page.on('pageerror', (error) => note(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
        faults.push(`leaves the site: ${request.url()}`);
    });
    try {
      await tell({ page, open: (address) => open(page, address), expectAccessible: () => expectAccessible(page) });
      expect(faults).toEqual([]);
    } catch (error) {
      const directory = join(root, 'test-results');
      mkdirSync(directory, { recursive: true });
      await page.screenshot({ path: join(directory, `${name.replace(/\W+/g, '-').slice(0, 80)}.png`), fullPage: true });
      throw error;
    } finally {
      await context.close();
    }
  });
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('main h1');
}

/** Signs in through the page, as people do, and waits until the portal knows who it is. */
export async function signIn(page: Page, email: string, password = 'correct horse battery'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // By the debugger's way in: the page's policy lets no script of ours in.
    await page.evaluate(axeSource);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const { violations } = await axe.run({ runOnly: tags });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
      );
    });
    expect(found.map((finding) => `${colorScheme}: ${finding}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
}

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}
