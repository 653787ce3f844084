/// <reference lib="dom" />
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

// What axe can't see, as checks of the page that is open. Each leaves the page as it was.

/** WCAG 1.4.10 and 1.4.4: at 320 pixels, and with letters twice as large, nothing has to be scrolled sideways. */
export async function expectReflows(page: Page): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await widest(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await widest(page)).toEqual([]);
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  await page.setViewportSize(before);
}

/** What reaches over the edge, and is not inside something that scrolls by itself (a table, a picture). */
function widest(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${Math.round(element.getBoundingClientRect().right)} px: ${element.outerHTML.slice(0, 160)}`)
      .slice(0, 5);
  });
}

/** WCAG 2.5.8: what can be hit measures 24 by 24 pixels, stands in a sentence, or has 24 pixels to itself. */
export async function expectTargets(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const selector =
      'a[href], button, input, select, textarea, summary, [role="option"], [role="tab"], [role="checkbox"]';
    const targets = [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.closest('.unseen, .skip'))
      // A label is part of its field's target.
      .map((target) => {
        const label = target.closest('label') ?? target;
        return { target, box: label.getBoundingClientRect() };
      })
      .filter(({ box }) => box.width > 0 && box.height > 0);
    const isSmall = (box: DOMRect) => box.width < 24 || box.height < 24;
    const inSentence = (target: HTMLElement) =>
      getComputedStyle(target).display === 'inline' &&
      (target.parentElement?.textContent ?? '').trim().length > (target.textContent ?? '').trim().length;
    const centre = (box: DOMRect) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    /** How far a point is from a box. */
    const distance = (point: { x: number; y: number }, box: DOMRect) =>
      Math.hypot(
        Math.max(box.left - point.x, 0, point.x - box.right),
        Math.max(box.top - point.y, 0, point.y - box.bottom),
      );
    return targets
      .filter(({ target, box }) => isSmall(box) && !inSentence(target))
      .filter(({ target, box }) =>
        targets.some(
          (other) =>
            other.target !== target &&
            !other.target.contains(target) &&
            !target.contains(other.target) &&
            (distance(centre(box), other.box) < 12 ||
              (isSmall(other.box) &&
                Math.hypot(centre(box).x - centre(other.box).x, centre(box).y - centre(other.box).y) < 24)),
        ),
      )
      .map(({ target, box }) => `${box.width.toFixed()}×${box.height.toFixed()}: ${target.outerHTML.slice(0, 160)}`);
  });
  expect(small).toEqual([]);
}

/** WCAG 2.4.7 and 2.4.11: going through the page with Tab, what has the focus is seen to have it, and nothing lies over it. */
export async function expectFocusSeen(page: Page, steps = 60): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  });
  const faults: string[] = [];
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (!element || element === document.body) return 'end';
      const box = element.getBoundingClientRect();
      const name = element.outerHTML.slice(0, 160);
      const style = getComputedStyle(element);
      if (style.outlineStyle === 'none' && style.boxShadow === 'none') return `no sign of the focus: ${name}`;
      const points = [0.1, 0.5, 0.9].flatMap((x) => [0.15, 0.5, 0.85].map((y) => [x, y] as const));
      const isSeen = points.some(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return (
          top !== null && (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element))
        );
      });
      return isSeen ? '' : `covered or outside of the window: ${name}`;
    });
    if (fault === 'end') break;
    if (fault) faults.push(fault);
  }
  expect(faults).toEqual([]);
}

/** With reduced motion nothing moves by itself, and nothing glides. */
export async function expectStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
        const longest = (durations: string) =>
          Math.max(...durations.split(',').map((duration) => Number.parseFloat(duration)));
        return longest(transitionDuration) > 0.01 || (animationName !== 'none' && longest(animationDuration) > 0.01);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  await page.emulateMedia({ reducedMotion: null });
  expect(moving).toEqual([]);
}

/** With the colours of the system, what can be used still has an edge, a line under it, or a sign. */
export async function expectForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  const bare = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, input:not([type="checkbox"], [type="radio"]), select, textarea, a.button',
      ),
    ]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen'))
      .filter((element) => {
        const style = getComputedStyle(element);
        const hasEdge = style.borderStyle !== 'none' && Number.parseFloat(style.borderTopWidth) > 0;
        return !hasEdge && !(element.textContent ?? '').trim() && !element.querySelector('svg');
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );
  await page.emulateMedia({ forcedColors: null });
  expect(bare).toEqual([]);
}

/** All of these. */
export async function expectSturdy(page: Page): Promise<void> {
  await expectReflows(page);
  await expectTargets(page);
  await expectStill(page);
  await expectForcedColours(page);
  await expectFocusSeen(page);
}
