import { contentLimits } from '#libs/contributions';

const LONG_LINE = 200;
const HEADING = /^#{1,6}[ \t]/;
const ABSTRACT_HEADING =
  /^#{1,6}[ \t]+(abstract|summary|executive summary|zusammenfassung|résumé|resumé|resumen|sintesi|samenvatting)[ \t:]*#*$/i;

/**
 * Splits a text into its first paragraph, which serves as abstract, and the rest. Nothing is said twice, so that a quote stands in
 * one place only. A first paragraph that is too long for an abstract is cut at the end of a sentence.
 */
export function splitAbstract(text: string): { abstract: string; body: string | null; cut: boolean } {
  const blocks = paragraphs(text);
  const at = blocks.findIndex((block) => !HEADING.test(block));
  if (at < 0) return { abstract: '', body: text.trim() || null, cut: false };
  const [abstract, left] = cutAtSentence(blocks[at] ?? '', contentLimits.abstract);
  const before = blocks.slice(0, at).filter((block) => !ABSTRACT_HEADING.test(block));
  const rest = [...before, ...(left === '' ? [] : [left]), ...blocks.slice(at + 1)];
  return { abstract, body: rest.join('\n\n') || null, cut: left !== '' };
}

/** Paragraphs of Markdown or plain text. Where no line is empty but lines are long, each line is a paragraph of its own. */
export function paragraphs(text: string): string[] {
  const blocks: string[] = [];
  for (const block of text.split(/\n[ \t]*\n/)) {
    const heading = /^\s*(#{1,6}[ \t][^\n]*)\n([\s\S]*)$/.exec(block);
    blocks.push(...(heading ? [heading[1] ?? '', heading[2] ?? ''] : [block]));
  }
  const found = blocks.map((block) => block.trim()).filter(Boolean);
  const only = found.length === 1 ? (found[0] ?? '') : '';
  const lines = only.split('\n');
  if (lines.length > 1 && lines.some((line) => line.length > LONG_LINE))
    return lines.map((line) => line.trim()).filter(Boolean);
  return found;
}

function cutAtSentence(paragraph: string, most: number): [string, string] {
  if (paragraph.length <= most) return [paragraph, ''];
  const head = paragraph.slice(0, most);
  const sentence = /^[\s\S]*[.!?…](?=\s)/.exec(head)?.[0].length ?? 0;
  const word = head.search(/\s\S*$/);
  const end = sentence > most / 2 ? sentence : word > 0 ? word : most;
  return [paragraph.slice(0, end).trim(), paragraph.slice(end).trim()];
}
