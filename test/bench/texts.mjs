/** The same numbers at each run (mulberry32), so that two runs load the same data. */
export function randomSource(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  const pick = (list) => list[below(list.length)];
  /** Several different ones out of n. */
  const some = (count, n) => {
    const chosen = new Set();
    while (chosen.size < Math.min(count, n)) chosen.add(below(n));
    return [...chosen];
  };
  return { next, below, pick, some };
}

const COMMON =
  'the of system and to data border in access biometric for shared identity matching a service search entry exit visa register check that quality standard is by central query authority national exchange fingerprint alert record agency on with transfer pilot cost risk rule option interface state template deletion audit'.split(
    ' ',
  );
const SYLLABLES = 'ba ce di fo gu la me ni po ru sta tre vi zo kan lor mil ten ver sol'.split(' ');
const VOCABULARY = 12_000;

/** Texts whose words are as unevenly frequent as those of a language (Zipf): search has to deal with both ends. */
export function textMaker(random) {
  const rare = Array.from({ length: VOCABULARY - COMMON.length }, (_, index) => {
    let word = '';
    for (let rest = index + 400; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
      word += SYLLABLES[rest % SYLLABLES.length];
    return word;
  });
  const vocabulary = [...COMMON, ...rare];
  const word = () => vocabulary[Math.floor(VOCABULARY ** random.next()) - 1] ?? 'system';
  const words = (count) => Array.from({ length: count }, word).join(' ');
  const sentence = () => {
    const text = words(8 + random.below(14));
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (characters) => {
    let text = sentence();
    while (text.length < characters) text += ` ${sentence()}`;
    return text;
  };
  /** Markdown of 2 to 4 KB with headings. */
  const body = () => {
    const wanted = 2_000 + random.below(2_000);
    let text = '';
    while (text.length < wanted) text += `## ${words(3)}\n\n${paragraph(400)}\n\n${paragraph(300)}\n\n`;
    return text.trim();
  };
  return { words, sentence, paragraph, body };
}
