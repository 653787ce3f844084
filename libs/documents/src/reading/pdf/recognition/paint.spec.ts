import { describe, expect, it } from '@jest/globals';
import { type Grey, type Matrix, paint, type Source } from './paint.js';

const ONE_BIT = 1;
const THREE_BYTES = 2;
const FOUR_BYTES = 3;

/** A page of 4 by 4 dots, each 9 for white to 0 for black. */
function painted(source: Partial<Source>, matrix: Matrix): string[] {
  const page: Grey = { width: 4, height: 4, dots: new Uint8Array(16).fill(255) };
  paint(page, { width: 2, height: 2, data: new Uint8Array(), kind: undefined, fill: undefined, ...source }, matrix);
  return [0, 4, 8, 12].map((at) =>
    [...page.dots.subarray(at, at + 4)].map((dot) => Math.round((dot / 255) * 9)).join(''),
  );
}

/** The page as a PDF sees it: y grows upwards, so the unit square is put on its head. */
const WHOLE: Matrix = [4, 0, 0, -4, 0, 4];
const black = [0, 0, 0];
const white = [255, 255, 255];
const CORNER = { kind: THREE_BYTES, data: new Uint8Array([...black, ...white, ...white, ...white]) };

describe('a picture on a page', () => {
  it('lies as it was drawn: its first row on top, larger or smaller, moved or turned', () => {
    expect(painted(CORNER, WHOLE)).toEqual(['0099', '0099', '9999', '9999']);
    expect(painted(CORNER, [2, 0, 0, -2, 2, 4])).toEqual(['9999', '9999', '9909', '9999']);
    // A quarter to the right.
    expect(painted(CORNER, [0, 4, 4, 0, 0, 0])).toEqual(['9900', '9900', '9999', '9999']);
    // Upside down.
    expect(painted(CORNER, [-4, 0, 0, 4, 4, 0])).toEqual(['9999', '9999', '9900', '9900']);
    // Each dot of the page is the mean of four.
    expect(painted(CORNER, [1, 0, 0, -1, 0, 1])[0]).toBe('7999');
  });

  it('of one bit a dot is black where it is 0, a mask is painted there and shows the page elsewhere', () => {
    const data = new Uint8Array([0b0100_0000, 0b1000_0000]);
    expect(painted({ kind: ONE_BIT, data }, WHOLE)).toEqual(['0099', '0099', '9900', '9900']);
    expect(painted({ fill: 0, data }, WHOLE)).toEqual(['0099', '0099', '9900', '9900']);
    expect(painted({ fill: 255, data }, WHOLE)).toEqual(['9999', '9999', '9999', '9999']);
  });

  it('that lets the page through is mixed with it', () => {
    const data = new Uint8Array([...black, 128, ...black, 0, ...black, 255, ...black, 0]);
    expect(painted({ kind: FOUR_BYTES, data }, WHOLE)).toEqual(['4499', '4499', '0099', '0099']);
  });

  it('beyond the page, or of no size, leaves it as it is', () => {
    for (const matrix of [
      [4, 0, 0, -4, 40, 40],
      [0, 0, 0, 0, 1, 1],
      [Number.NaN, 0, 0, 1, 0, 0],
    ] as Matrix[])
      expect(painted(CORNER, matrix)).toEqual(['9999', '9999', '9999', '9999']);
  });
});
