import { createWriteStream, writeFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { randomSource, textMaker } from '../bench/texts.mjs';

/** Writes papers as PDF, each of so many full pages, and the manifest that names them. Answers the bytes of all. */
export async function writePapers(folder, { papers, pages }) {
  const texts = textMaker(randomSource(7));
  await mkdir(folder, { recursive: true });
  const rows = ['title,language,kind,organisations,files'];
  let bytes = 0;
  for (let index = 0; index < papers; index++) {
    const name = `paper-${index}.pdf`;
    await writePaper(join(folder, name), pages, texts);
    bytes += (await stat(join(folder, name))).size;
    rows.push(`Paper ${index} on ${texts.words(5)},en,position paper,Body ${index % 50},${name}`);
  }
  writeFileSync(join(folder, 'papers.csv'), `${rows.join('\n')}\n`);
  return bytes;
}

/** One paper; `ofPage` may say what a page ends with. */
export async function writePaper(path, pages, texts, ofPage = () => undefined) {
  const pdf = new PDFDocument({ size: 'A4', margin: 72, autoFirstPage: false });
  const done = finished(pdf.pipe(createWriteStream(path)));
  for (let page = 0; page < pages; page++) {
    pdf.addPage();
    pdf.fontSize(15).text(texts.words(4)).moveDown(0.5).fontSize(11);
    // About 400 words, so that nothing runs over to a page that was not asked for.
    for (let paragraph = 0; paragraph < 6; paragraph++) pdf.text(texts.paragraph(420)).moveDown(0.5);
    const last = ofPage(page + 1);
    if (last) pdf.text(last);
  }
  pdf.end();
  await done;
}
