import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);
/** All else is compressed by nature, or made anew with each answer. */
const IS_TEXT = /\.(m?js|css|svg|txt)$/;
const SMALLEST = 200;

/** Lays each text of the built portal beside itself as browsers take it: once and as small as can be, so that no start has to. */
export async function compressFiles(directory) {
  const paths = readdirSync(directory, { recursive: true })
    .map((name) => join(directory, name))
    .filter((path) => IS_TEXT.test(path) && statSync(path).isFile());
  await Promise.all(
    paths.map(async (path) => {
      const plain = readFileSync(path);
      if (plain.length < SMALLEST) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
      writeFileSync(`${path}.br`, await inBrotli(plain, { params }));
      writeFileSync(`${path}.gz`, await inGzip(plain, { level: 9 }));
    }),
  );
}
