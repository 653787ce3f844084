import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSet, SetError } from './read-set.mjs';

/**
 * Papers with the recommendations that people judged them to address, in one of three forms: a directory with labels.json and texts that begin with a
 * head, one with JSON Lines as for an import, or a relevance set, whose queries stand for papers and whose documents for recommendations.
 */
export function readPapers(directory) {
  const name = basename(join(directory, '.'));
  if (existsSync(join(directory, 'labels.json'))) return { name, papers: labelled(directory) };
  if (existsSync(join(directory, 'qrels.tsv'))) return { name, ...relevanceSet(directory) };
  const files = existsSync(directory) ? readdirSync(directory).filter((file) => file.endsWith('.jsonl')) : [];
  if (files.length === 0) throw new SetError(`${directory} holds no labels.json, no qrels.tsv and no JSON Lines.`);
  return { name, papers: files.sort().flatMap((file) => imported(join(directory, file))) };
}

function labelled(directory) {
  return JSON.parse(readFileSync(join(directory, 'labels.json'), 'utf8')).map((label) => {
    const [head, ...text] = readFileSync(join(directory, label.file), 'utf8').replaceAll('\r\n', '\n').split('\n\n');
    const title = /^Title: *(.*)$/m.exec(head)?.[1];
    return {
      id: String(label.id),
      title: title ?? label.slug,
      language: label.language,
      text: text.join('\n\n'),
      right: new Set(label.hleg_recommendations),
      themes: new Set([...(label.themes_primary ?? []), ...(label.themes_secondary ?? [])]),
      systems: new Set(label.systems ?? []),
    };
  });
}

function imported(path) {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const item = JSON.parse(line);
    return {
      id: item.sourceId ?? `${path} ${index}`,
      title: item.title,
      language: item.language,
      text: [item.abstract, item.body].filter(Boolean).join('\n\n'),
      right: new Set((item.links ?? []).map((link) => link.recommendation)),
      themes: new Set(item.themes ?? []),
      systems: new Set(item.systems ?? []),
    };
  });
}

/** Each query is a paper that asks which documents it speaks to. */
function relevanceSet(directory) {
  const set = readSet(directory, { unjudged: true });
  return {
    recommendations: set.docs.map(({ id, title, text }) => ({
      code: codeOf(id),
      text: [title, text].filter(Boolean).join('. '),
    })),
    papers: set.queries.map(({ id, text, language, judgements }) => ({
      id,
      title: '',
      text,
      language,
      right: new Set([...(judgements?.keys() ?? [])].map(codeOf)),
    })),
  };
}

const codeOf = (id) => String(id).toUpperCase();

/** Texts that speak to no recommendation: the documents of a relevance set on another subject. */
export function readOffSubject(directory) {
  return readSet(directory).docs.map((doc) => ({ ...doc, right: new Set() }));
}
