import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { recognitionCosts } from '../../dist/libs/documents/src/extraction/reading-outcome.js';
import { readDocument } from '../../dist/libs/documents/src/reading/read-document.js';

const HELP = `npm run eval:reading -- [options] DIR…

Each DIR holds files, and in expected/NAME.txt the text of each in reading order, pages apart by a form feed. Reads them by the code
that the worker runs, and says how many of the expected words come in order (recall), and how many of those read were expected
(precision). Running heads, footers, page numbers and marks of Markdown in the expected text don't count.

  --json   a JSON line for each file
  --text   the text as it was read
  --ocr L  recognises pages without text, in these languages (eng,fra)`;

/** So many lines come again as heads and feet of pages. */
const MOST_HEADS = 6;

const TYPES = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.html': 'text/html',
  '.md': 'text/markdown',
  '.txt': 'text/plain',
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, text: { type: 'boolean' }, ocr: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help || positionals.length === 0) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
}
for (const path of positionals.flatMap(filesOf)) await evaluate(path);

function filesOf(path) {
  if (extname(path) in TYPES) return [path];
  return readdirSync(path)
    .filter((name) => extname(name) in TYPES)
    .sort()
    .map((name) => join(path, name));
}

async function evaluate(path) {
  const expected = join(path, '..', 'expected', `${path.split('/').pop()}.txt`);
  const begun = performance.now();
  const row = { file: path.split('/').pop() };
  try {
    const read = await readDocument(new Uint8Array(readFileSync(path)), TYPES[extname(path)], {
      maxPages: 2_000,
      recognition: values.ocr && { ...recognitionCosts, languages: values.ocr.split(',') },
    });
    row.ms = Math.round(performance.now() - begun);
    row.pages = read.pages.length;
    const text = read.pages.map((page) => page.blocks.map((block) => block.text).join('\n')).join('\n\f\n');
    if (values.text)
      console.log(
        read.pages
          .map((page) =>
            page.blocks.map((block) => `${block.kind === 'HEADING' ? '# ' : ''}${block.text}`).join('\n\n'),
          )
          .join('\n\n\f\n'),
      );
    if (existsSync(expected))
      Object.assign(row, compare(wordsOf(withoutRunningHeads(readFileSync(expected, 'utf8'))), wordsOf(text)));
    if (read.notes.length > 0) row.notes = read.notes.join(' ');
  } catch (error) {
    row.fault = `${error.code ?? error.name}: ${error.message}`;
  }
  if (values.json) console.log(JSON.stringify(row));
  else {
    const percent = (share) => (share === undefined ? '' : `${(share * 100).toFixed(1)} %`);
    console.log(
      [
        row.file.padEnd(44),
        percent(row.recall).padStart(8),
        percent(row.precision).padStart(8),
        `${row.words ?? ''}`.padStart(6),
        `${row.ms ?? ''} ms`.padStart(8),
        row.fault ?? row.notes ?? '',
      ].join(' '),
    );
  }
}

/** Without the lines that stand on at least half of the pages, and numbers alone at the head or foot of a page, or that are its own. */
function withoutRunningHeads(text) {
  const pages = text.split('\f').map((page) => page.split('\n').map((line) => line.trim()));
  const keyOf = (line) => line.replace(/\d+/g, '#');
  const places = new Map();
  for (const page of pages)
    for (const key of new Set(page.filter((line) => line !== '').map(keyOf)))
      places.set(key, (places.get(key) ?? 0) + 1);
  const again = new Set([...places].filter(([, n]) => n >= Math.max(2, pages.length / 2)).map(([key]) => key));
  // Where much comes again, it is the text that does.
  const comesAgain = (line) => again.size <= MOST_HEADS && again.has(keyOf(line));
  return pages
    .map((page, index) => {
      const filled = page.filter((line) => line !== '');
      const edges = new Set([...filled.slice(0, 2), ...filled.slice(-2)]);
      const isNumber = (line) => /^\d+$/.test(line);
      const ownNumber = String(index + 1);
      return filled
        .filter((line) => !(isNumber(line) ? line === ownNumber || edges.has(line) : comesAgain(line)))
        .join('\n');
    })
    .join('\n');
}

/** Runs of letters and digits; soft hyphens and marks of Markdown within words are none. */
function wordsOf(text) {
  return (
    text
      .replaceAll('~~', '')
      .replaceAll('\u00ad', '')
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function compare(expected, read) {
  const common = longestCommon(expected, read);
  return {
    words: expected.length,
    recall: common / Math.max(expected.length, 1),
    precision: common / Math.max(read.length, 1),
  };
}

/** Length of the longest common subsequence, row by row. */
function longestCommon(one, other) {
  const numbers = new Map();
  const numbered = (words) =>
    Int32Array.from(words, (word) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return numbers.get(word);
    });
  const [a, b] = [numbered(one), numbered(other)];
  let above = new Int32Array(b.length + 1);
  let row = new Int32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) row[j + 1] = a[i] === b[j] ? above[j] + 1 : Math.max(above[j + 1], row[j]);
    [above, row] = [row, above];
  }
  return above[b.length];
}
