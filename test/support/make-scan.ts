import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { makePdf, serif } from './make-pdf.js';

/** Lines of text at places of an A4 page, in points. */
export interface ScannedText {
  x: number;
  y: number;
  lines: readonly string[];
  size?: number;
}

export interface ScanOptions {
  /** How the pages lay on the glass: degrees clockwise. */
  turned?: 0 | 90 | 180 | 270;
  /** They lay a little askew, in degrees. */
  askew?: number;
  dpi?: number;
  /** Text that a PDF has besides, on the page of this number. */
  typed?: { page: number; text: string };
}

const [WIDTH, HEIGHT] = [595, 842];
const FACE = 'Scanned Serif';

/** A PDF whose pages are pictures of text, as a scanner makes it: nothing in it says which letters they show. */
export function makeScan(pages: readonly ScannedText[][], options: ScanOptions = {}): Promise<Uint8Array> {
  const { turned = 0, typed } = options;
  GlobalFonts.registerFromPath(serif, FACE);
  const pictures = pages.map((texts) => photograph(texts, options));
  const size: [number, number] = turned % 180 === 0 ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH];
  return makePdf(
    (pdf) => {
      for (const [index, picture] of pictures.entries()) {
        pdf.addPage({ size, margin: 0 });
        if (typed?.page === index + 1) pdf.fontSize(11).text(typed.text, 72, 100, { width: 450 });
        else pdf.image(picture, 0, 0, { width: size[0], height: size[1] });
      }
    },
    { autoFirstPage: false },
  );
}

function photograph(texts: readonly ScannedText[], { turned = 0, askew = 0, dpi = 200 }: ScanOptions): Buffer {
  const scale = dpi / 72;
  const [width, height] = [Math.round(WIDTH * scale), Math.round(HEIGHT * scale)];
  const canvas = turned % 180 === 0 ? createCanvas(width, height) : createCanvas(height, width);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f8f6f0';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(((turned + askew) * Math.PI) / 180);
  context.translate(-width / 2, -height / 2);
  context.fillStyle = '#222';
  for (const { x, y, lines, size = 11 } of texts) {
    context.font = `${size * scale}px "${FACE}"`;
    for (const [index, line] of lines.entries()) context.fillText(line, x * scale, (y + index * size * 1.35) * scale);
  }
  return canvas.toBuffer('image/jpeg', 85);
}
