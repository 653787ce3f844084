import { createRequire } from 'node:module';
import { languageData } from './language-data.js';
import type { PagePicture } from './page-picture.js';
import { partsOfPicture } from './parts-of-picture.js';
import { type Box, type RecognisedLine, readHocr } from './read-hocr.js';

/** What of Tesseract's interface we use. */
interface Core {
  TessBaseAPI: new () => Api;
  FS: { writeFile(path: string, data: Uint8Array): void };
}
interface Api {
  Init(path: null, languages: string, mode: number): number;
  SetVariable(name: string, value: string): boolean;
  /** Takes /input. */
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetHOCRText(page: number): string;
  Clear(): void;
}
type MakeCore = (options: {
  TesseractProgress: (percent: number) => void;
  print: (text: string) => void;
  printErr: (text: string) => void;
}) => Promise<Core>;

/** Only its neural part; the older one, and data for it, are not used. */
const LSTM_ONLY = 1;

/** It looks for blocks of text and pictures in what it gets, but not for the direction of writing. */
const PARTS_OF_A_PAGE = '3';
/** White around a part, in dots. */
const MARGIN = 20;

/** A page took longer than it may. */
export class PageTooSlow extends Error {}

/**
 * Tells the letters in pictures, by Tesseract as WebAssembly: no native code, no thread, no network. One page after the other.
 */
export class Recogniser {
  private api: Api | undefined;
  private core: Core | undefined;
  private until = 0;
  private broken = false;

  /** `onAlive` is called again and again while a page is recognised; what it throws ends that page. */
  constructor(
    private readonly languages: readonly string[],
    private readonly onAlive: () => void,
  ) {}

  /** It can't begin at all: its data are missing. */
  get isBroken(): boolean {
    return this.broken;
  }

  /** The lines of a picture, in no order to rely on. Throws PageTooSlow. */
  async recognise(picture: PagePicture, timeMs: number): Promise<RecognisedLine[]> {
    const { api, core } = await this.begin();
    this.until = spentMs() + timeMs;
    const lines: RecognisedLine[] = [];
    try {
      for (const part of partsOfPicture(picture)) {
        core.FS.writeFile('/input', asPgm(picture, part));
        api.SetVariable('user_defined_dpi', String(Math.round(picture.dpi)));
        if (api.SetImageFile(1, 0) !== 0) throw new Error('The picture of a page was not taken.');
        api.Recognize(null);
        lines.push(...readHocr(api.GetHOCRText(0)).map((line) => movedTo(part, line)));
      }
    } catch (error) {
      // It was left in the middle of its work: the next page gets a new one.
      this.api = undefined;
      this.core = undefined;
      throw error;
    }
    api.Clear();
    return lines;
  }

  private async begin(): Promise<{ api: Api; core: Core }> {
    if (this.api && this.core) return { api: this.api, core: this.core };
    this.broken = true;
    const make = createRequire(import.meta.url)('tesseract.js-core/tesseract-core-simd-lstm.js') as MakeCore;
    const core = await make({
      TesseractProgress: () => {
        if (spentMs() > this.until) throw new PageTooSlow('Recognising a page took too long.');
        this.onAlive();
      },
      print: () => undefined,
      printErr: () => undefined,
    });
    for (const code of this.languages) core.FS.writeFile(`${code}.traineddata`, languageData(code));
    const api = new core.TessBaseAPI();
    if (api.Init(null, this.languages.join('+'), LSTM_ONLY) !== 0)
      throw new Error(`Tesseract does not begin with the languages ${this.languages.join(', ')}.`);
    api.SetVariable('tessedit_pageseg_mode', PARTS_OF_A_PAGE);
    this.core = core;
    this.api = api;
    this.broken = false;
    return { api, core };
  }
}

/** What this process has had of a processor: a page is not slow because the machine is busy. */
export function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A part of a picture, with white around it, as a file that Tesseract takes. */
function asPgm({ width, dots }: PagePicture, part: Box): Buffer {
  const [across, down] = [part.right - part.left + 2 * MARGIN, part.bottom - part.top + 2 * MARGIN];
  const head = Buffer.from(`P5\n${across} ${down}\n255\n`);
  const file = Buffer.alloc(head.length + across * down, 255);
  head.copy(file);
  for (let row = 0; row < part.bottom - part.top; row++) {
    const from = (part.top + row) * width;
    file.set(dots.subarray(from + part.left, from + part.right), head.length + (row + MARGIN) * across + MARGIN);
  }
  return file;
}

function movedTo(part: Box, line: RecognisedLine): RecognisedLine {
  const [right, down] = [part.left - MARGIN, part.top - MARGIN];
  const words = line.words.map((word) => ({
    ...word,
    left: word.left + right,
    right: word.right + right,
    top: word.top + down,
    bottom: word.bottom + down,
  }));
  return { ...line, words, baseline: line.baseline + down };
}
