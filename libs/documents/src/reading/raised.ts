/**
 * What is raised behind a number: 10⁶ is no 106, and a note's mark is no digit of a year. Only digits, behind a digit, need to be told apart;
 * elsewhere raised letters say the same as others.
 */
export function raised(before: string, text: string): string {
  return /\p{Nd}$/u.test(before) && /^[-−+]?\p{Nd}/u.test(text) ? `^${text}` : text;
}
