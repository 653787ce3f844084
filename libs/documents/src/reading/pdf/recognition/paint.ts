/** A picture in shades of grey, a byte each: 0 is black. */
export interface Grey {
  width: number;
  height: number;
  dots: Uint8Array;
}

/** A picture as PDF.js decodes it. */
export interface Source {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
  /** One bit a dot, or three or four bytes; undefined for a mask, whose zeros are painted. */
  kind: number | undefined;
  /** Of a mask: the shade it is painted in. */
  fill: number | undefined;
}

export type Matrix = readonly [number, number, number, number, number, number];

const [ONE_BIT, THREE_BYTES] = [1, 2];
/** A dot of a page that is smaller than its source is the mean of so many by so many at most. */
const MOST_SAMPLES = 4;

export function multiply(one: Matrix, other: Matrix): Matrix {
  const [a, b, c, d, e, f] = one;
  const [g, h, i, j, k, l] = other;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** How bright a colour is. */
export function pixelAt(red: number, green: number, blue: number): number {
  return (red * 77 + green * 150 + blue * 29) >> 8;
}

/** Paints a picture on a page, where a matrix puts the unit square; its first row lies at the top of the square. */
export function paint(page: Grey, source: Source, matrix: Matrix): void {
  const [a, b, c, d, e, f] = matrix;
  const area = a * d - b * c;
  if (!Number.isFinite(area) || Math.abs(area) < 1) return;
  const corners = [0, 1].flatMap((u) => [0, 1].map((v) => [a * u + c * v + e, b * u + d * v + f] as const));
  const range = (values: number[], end: number) => [
    Math.max(0, Math.floor(Math.min(...values))),
    Math.min(end, Math.ceil(Math.max(...values))),
  ];
  const [left = 0, right = 0] = range(
    corners.map(([x]) => x),
    page.width,
  );
  const [top = 0, bottom = 0] = range(
    corners.map(([, y]) => y),
    page.height,
  );
  // From dots of the page to dots of the source.
  const [across, down] = [source.width / area, source.height / area];
  const [ux, uy, vx, vy] = [d * across, -c * across, b * down, -a * down];
  const [u0, v0] = [(c * f - d * e) * across, source.height + (a * f - b * e) * down];
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.round(Math.hypot(ux, uy)), Math.round(Math.hypot(vx, vy))));
  const shade = shadeOf(source);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      let sum = 0;
      let opaque = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const px = x + ((sample % samples) + 0.5) / samples;
        const py = y + (Math.floor(sample / samples) + 0.5) / samples;
        const u = Math.floor(ux * px + uy * py + u0);
        const v = Math.floor(vx * px + vy * py + v0);
        if (u < 0 || v < 0 || u >= source.width || v >= source.height) continue;
        const found = shade(u, v);
        sum += found.grey * found.cover;
        opaque += found.cover;
      }
      const at = y * page.width + x;
      const whole = samples * samples;
      page.dots[at] = (sum + (page.dots[at] ?? 255) * (whole - opaque)) / whole;
    }
  }
}

/** How bright a dot is, and how much of what is below it covers, from 0 to 1. The answer is one object, filled anew. */
function shadeOf({ width, data, kind, fill }: Source): (x: number, y: number) => { grey: number; cover: number } {
  const answer = { grey: 255, cover: 1 };
  if (fill !== undefined || kind === ONE_BIT) {
    const row = (width + 7) >> 3;
    return (x, y) => {
      const isSet = ((data[y * row + (x >> 3)] ?? 255) & (128 >> (x & 7))) !== 0;
      answer.grey = fill ?? (isSet ? 255 : 0);
      answer.cover = fill !== undefined && isSet ? 0 : 1;
      return answer;
    };
  }
  const bytes = kind === THREE_BYTES ? 3 : 4;
  return (x, y) => {
    const at = (y * width + x) * bytes;
    answer.grey = pixelAt(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255);
    answer.cover = bytes === 4 ? (data[at + 3] ?? 255) / 255 : 1;
    return answer;
  };
}
