import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A relevance set that cannot be used, told in one sentence. */
export class SetError extends Error {}

/**
 * Reads a directory with docs.jsonl (id, title, text, lang), queries.jsonl (id, text, lang), qrels.tsv (query_id, doc_id, grade) and
 * perhaps titles.jsonl (id, shape, text, doc). Only queries with a judgement of grade 1 or more are kept, unless
 * those without are asked for too.
 */
export function readSet(directory, { unjudged = false } = {}) {
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new SetError(
      `${directory} is not a directory; give directories that hold docs.jsonl, queries.jsonl and qrels.tsv.`,
    );
  const name = basename(join(directory, '.'));
  // A set that says nothing of its language may say so in its name: xquad-de.
  const language = /-([a-z]{2})$/.exec(name)?.[1] ?? 'en';
  const docs = lines(directory, 'docs.jsonl').map((doc) => ({
    title: '',
    text: '',
    language: doc.lang ?? language,
    ...doc,
  }));
  const judged = readJudgements(directory);
  const queries = lines(directory, 'queries.jsonl').filter((query) => unjudged || judged.has(String(query.id)));
  if (docs.length === 0 || queries.length === 0)
    throw new SetError(`${directory} has no documents, or no query with a judgement.`);
  const ids = new Set(docs.map((doc) => String(doc.id)));
  if (ids.size < docs.length) throw new SetError(`${directory}/docs.jsonl has an id twice.`);
  const titles = existsSync(join(directory, 'titles.jsonl')) ? lines(directory, 'titles.jsonl') : undefined;
  return {
    name,
    docs: docs.map((doc) => ({ ...doc, id: String(doc.id) })),
    queries: queries.map((query) => ({
      id: String(query.id),
      text: query.text,
      language: query.lang ?? language,
      judgements: judged.get(String(query.id)),
    })),
    titles,
  };
}

function lines(directory, file) {
  const path = join(directory, file);
  if (!existsSync(path)) throw new SetError(`${path} is missing.`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line)];
      } catch {
        throw new SetError(`${path}, line ${index + 1}, is not JSON.`);
      }
    });
}

/** By query: the grade of each document that is relevant to it. */
function readJudgements(directory) {
  const path = join(directory, 'qrels.tsv');
  if (!existsSync(path)) throw new SetError(`${path} is missing.`);
  const judged = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [query, doc, grade] = line.split('\t');
    if (!doc || !(Number(grade) > 0)) continue;
    if (!judged.has(query)) judged.set(query, new Map());
    judged.get(query).set(doc, Number(grade));
  }
  return judged;
}
