import { wordsOf } from '#libs/retrieval';

const TITLES = 300;
// Words that make no piece of a title: too frequent to remember one by.
const SMALL_WORDS = new Set(
  `a an the of and or in on for to from with by at as is are was were be been its their this that these those into
   der die das und oder in im von zu zur zum mit für auf bei aus den dem des ein eine einer eines
   le la les des du de et ou en un une pour par sur au aux dans avec`.split(/\s+/),
);

/** The shapes a set is asked in, each a list of { id, text, language, judgements }. */
export function shapesOf(set) {
  const df = documentFrequencies(set.docs);
  const shaped = (change) => set.queries.map((query) => ({ ...query, text: change(query.text, seeded(query.id)) }));
  return {
    whole: set.queries,
    rare3: shaped((text) => rarest(text, df, 3)),
    typo: shaped(misspell),
    plain: shaped((text) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')),
    cut: shaped(cutLast),
    ...titleShapes(set),
  };
}

function titleShapes({ docs, titles = makeTitles(docs) }) {
  const languages = new Map(docs.map((doc) => [doc.id, doc.language]));
  const shapes = {};
  for (const { id, shape, text, doc } of titles) {
    shapes[shape] ??= [];
    shapes[shape].push({ id, text, language: languages.get(String(doc)), judgements: new Map([[String(doc), 1]]) });
  }
  return shapes;
}

/** Three words in a row of a title that are no small words; whole, the last one cut to 60 %, with a typo, with both. */
function makeTitles(docs) {
  const pieces = docs.flatMap((doc) => {
    const words = wordsOf(doc.title.replaceAll('_', ' '))
      .map((word) => word.form)
      .filter((word) => !SMALL_WORDS.has(word));
    if (words.length < 3) return [];
    const from = Math.floor(seeded(`title ${doc.id}`)() * (words.length - 2));
    return [{ doc: doc.id, text: words.slice(from, from + 3).join(' ') }];
  });
  // A piece that fits two titles has no right answer.
  const counts = new Map();
  for (const { text } of pieces) counts.set(text, (counts.get(text) ?? 0) + 1);
  const chosen = pieces
    .filter((piece) => counts.get(piece.text) === 1)
    .sort((one, other) => seeded(one.doc)() - seeded(other.doc)())
    .slice(0, TITLES);
  const shapes = {
    title: (text) => text,
    'title-cut': cutLast,
    'title-typo': misspell,
    'title-both': (text, random) => cutLast(misspell(text, random, true)),
  };
  return Object.entries(shapes).flatMap(([shape, change]) =>
    chosen.map(({ doc, text }) => ({
      id: `${shape}-${doc}`,
      shape,
      doc,
      text: change(text, seeded(`${shape} ${doc}`)),
    })),
  );
}

function documentFrequencies(docs) {
  const df = new Map();
  for (const doc of docs) {
    for (const form of new Set(wordsOf(`${doc.title} ${doc.text}`).map((word) => word.form)))
      df.set(form, (df.get(form) ?? 0) + 1);
  }
  return df;
}

/** The rarest words that occur at all, in the order of the query. */
function rarest(text, df, count) {
  const forms = [...new Set(wordsOf(text).map((word) => word.form))];
  const known = forms.filter((form) => df.has(form)).sort((one, other) => df.get(one) - df.get(other));
  const kept = new Set(known.slice(0, count));
  return forms.filter((form) => kept.has(form)).join(' ') || text;
}

/** One slip in one word of five letters or more: a letter left out, put in, replaced, or two swapped. */
function misspell(text, random, notLast = false) {
  const words = wordsOf(text);
  const fit = (notLast ? words.slice(0, -1) : words).filter((word) => Array.from(word.form).length >= 5);
  const word = fit[Math.floor(random() * fit.length)];
  if (!word) return text;
  const letters = Array.from(text.slice(word.start, word.end));
  const at = 1 + Math.floor(random() * (letters.length - 2));
  const letter = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)];
  const slips = [
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, letter),
    () => letters.splice(at, 1, letter),
    () => letters.splice(at, 2, letters[at + 1], letters[at]),
  ];
  slips[Math.floor(random() * slips.length)]();
  return text.slice(0, word.start) + letters.join('') + text.slice(word.end);
}

/** The last word cut to 60 % of its letters, at least three; what stands behind it goes. */
function cutLast(text) {
  const word = wordsOf(text).at(-1);
  if (!word) return text;
  const letters = Array.from(text.slice(word.start, word.end));
  return text.slice(0, word.start) + letters.slice(0, Math.max(3, Math.ceil(letters.length * 0.6))).join('');
}

/** A sequence of numbers from 0 to 1 that depends on the text alone (FNV-1a, then mulberry32). */
function seeded(text) {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
