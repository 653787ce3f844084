import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** What Tesseract knows of a language, from its package. */
export function languageData(code: string): Uint8Array {
  const path = `@tesseract.js-data/${code}/4.0.0_best_int/${code}.traineddata.gz`;
  return gunzipSync(readFileSync(createRequire(import.meta.url).resolve(path)));
}
