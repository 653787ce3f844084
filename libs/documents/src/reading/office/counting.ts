/** A number as a list counts with it. */
export function countedAs(format: string, number: number): string {
  switch (format) {
    case 'lowerLetter':
    case 'a':
      return letters(number);
    case 'upperLetter':
    case 'A':
      return letters(number).toUpperCase();
    case 'lowerRoman':
    case 'i':
      return roman(number);
    case 'upperRoman':
    case 'I':
      return roman(number).toUpperCase();
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'none':
    case '':
      return '';
    default:
      return String(number);
  }
}

function letters(number: number): string {
  const letter = String.fromCharCode(97 + ((number - 1) % 26));
  return number < 1 ? '' : letter.repeat(Math.min(Math.ceil(number / 26), 20));
}

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let left = number;
  let text = '';
  for (const [value, sign] of ROMAN) {
    while (left >= value) {
      text += sign;
      left -= value;
    }
  }
  return text;
}
