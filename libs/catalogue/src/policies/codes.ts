/** Codes are kept in upper case; only ASCII letters are folded, so that no other letter turns into one of them. */
export function canonicalCode(text: string): string {
  return text.trim().replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

export const CODE_SHAPE = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
export const CODE_WORDS = 'a code of capital letters, digits and single hyphens';
