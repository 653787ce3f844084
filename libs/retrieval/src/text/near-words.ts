// Letters that a slip of the finger may put in, by the script of the word.
const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  'αβγδεζηθικλμνξοπρσςτυφχψω',
  'абвгдежзийклмнопрстуфхцчшщъьюяыэёіїєў',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئءةى',
];

/** Every word one slip away: a letter missing, too many, wrong, or two neighbours swapped. Some 50 for each letter of the word. */
export function wordsNear(word: string): string[] {
  const letters = Array.from(word);
  const alphabet = Array.from(
    ALPHABETS.find((some) => letters.some((letter) => some.includes(letter))) ?? (ALPHABETS[0] as string),
  );
  const near = new Set<string>();
  for (let at = 0; at <= letters.length; at++) {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at).join('')];
    const [here = '', next = ''] = letters.slice(at, at + 2);
    const beyond = letters.slice(at + 1).join('');
    if (here) near.add(before + beyond);
    if (next) near.add(before + next + here + letters.slice(at + 2).join(''));
    for (const letter of alphabet) {
      near.add(before + letter + after);
      if (here) near.add(before + letter + beyond);
    }
  }
  near.delete(word);
  return [...near];
}

/** Damerau-Levenshtein distance (optimal string alignment): the least number of slips between two words; no more than `most` + 1. */
export function slipsBetween(one: string, other: string, most: number): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let earlier: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const differs = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + differs,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, (earlier[column - 2] as number) + 1);
      current.push(least);
    }
    if (Math.min(...current) > most) return most + 1;
    [earlier, previous] = [previous, current];
  }
  return Math.min(previous[b.length] as number, most + 1);
}
