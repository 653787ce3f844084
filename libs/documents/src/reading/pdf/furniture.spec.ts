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

  it('are known where the number of the page changes its side', () => {
    const pages = [37, 38, 39, 40].map((page) => ({
      height: 842,
      lines: [
        line(`Text ${'abcd'[page - 37]} of the page`, 72, 400, 0),
        line(page % 2 ? `Working Papers No 1299 ${page}` : `${page} Working Papers No 1299`, 72, 790, 1),
      ],
    }));
    expect(withoutFurniture(pages).map((lines) => lines.length)).toEqual([1, 1, 1, 1]);
  });

  it('are no rows of figures, such as the totals at the foot of a table', () => {
    const pages = [1, 2, 3, 4].map((page) => ({
      height: 842,
      lines: [
        line(`Text ${'abcd'[page - 1]} of the page`, 72, 400, 0),
        line(`Totals ${page}32 18${page} ${page}7 93${page}`, 72, 790, 0),
      ],
    }));
    expect(withoutFurniture(pages).map((lines) => lines.length)).toEqual([2, 2, 2, 2]);
  });
});
