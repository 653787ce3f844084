import { describe, expect, it } from '@jest/globals';
import { withoutFurniture } from './furniture.js';
import type { Line } from './text-run.js';

const line = (text: string, x: number, y: number, region: number): Line => ({
  text,
  x,
  right: x + text.length * 5,
  y,
  size: 10,
  font: 'F1',
  leftwards: false,
  gapped: false,
  region,
});

describe('running heads and feet', () => {
  it('are known again where columns part them on some pages', () => {
    const pages = [1, 2, 3, 4].map((page) => ({
      height: 842,
      lines: [
        line(`Text ${'abcd'[page]} of the page`, 72, 400, 0),
        ...(page % 2
          ? [line(`Page ${page} A journal`, 72, 790, 1)]
          : [line(`Page ${page}`, 72, 790, 1), line('A journal', 400, 790, 2)]),
      ],
    }));
    expect(withoutFurniture(pages).map((lines) => lines.length)).toEqual([1, 1, 1, 1]);
  });
});
