import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/project.mjs';

const DATA = join(root, 'libs', 'exchange', 'data');
const VOCABULARY = 30_000;
const TOPICS = 200;
const TOPIC_WORDS = 40;
// Of the words of a paper, so many are its topic's: else no two words would stand together oftener than by chance.
const TOPIC_SHARE = 0.2;
// Words commoner than this rank are the, of, and: nobody's topic, and nothing that three words would be asked by.
const STOP_RANK = 120;

/** Words of real papers, commonest first. */
function realWords() {
  const folders = [join(DATA, 'corpus', 'contributions'), join(DATA, 'demo')];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const counts = new Map();
  for (const [word] of texts
    .join('\n')
    .toLowerCase()
    .matchAll(/\p{L}{2,}/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const byTimes = (one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1);
  return [...counts].sort(byTimes).map(([word]) => word);
}

/**
 * Invented texts of real words, as unevenly frequent as those of a language (Zipf). What real papers have too few of, rare words, are
 * compounds of two.
 */
export function textMaker(random) {
  const real = realWords();
  const long = real.filter((word) => word.length > 4);
  const words = new Set(real);
  while (words.size < VOCABULARY) words.add(`${random.pick(long)}${random.pick(long)}`);
  const vocabulary = [...words];
  const rank = (least = 1) => Math.floor(least * (VOCABULARY / least) ** random.next()) - 1;
  const topics = Array.from({ length: TOPICS }, () =>
    Array.from({ length: TOPIC_WORDS }, () => vocabulary[rank(STOP_RANK)]),
  );
  const word = (topic) =>
    topic && random.next() < TOPIC_SHARE
      ? topic[Math.floor(TOPIC_WORDS ** random.next()) - 1]
      : (vocabulary[rank()] ?? vocabulary[0]);
  const title = (topic, count) =>
    Array.from({ length: count }, (_, place) => (place % 2 ? word(topic) : random.pick(topic))).join(' ');
  const prose = (topic, count) => {
    const sentences = [];
    for (let left = count; left > 0; ) {
      const length = Math.min(left, 8 + random.below(16));
      const text = Array.from({ length }, () => word(topic)).join(' ');
      sentences.push(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
      left -= length;
    }
    return sentences.join(' ');
  };
  const common = new Set(vocabulary.slice(0, STOP_RANK));
  return { title, prose, topic: () => random.pick(topics), isCommon: (some) => common.has(some) };
}
