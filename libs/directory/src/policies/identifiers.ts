const ROR = /^(?:https:\/\/ror\.org\/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})$/i;
const ORCID = /^(?:https:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i;

/** The address of a ROR identifier, given with or without https://ror.org/; undefined when it is none. */
export function rorAddress(text: string): string | undefined {
  const id = ROR.exec(text.trim())?.[1];
  return id && `https://ror.org/${id.toLowerCase()}`;
}

/** The sixteen characters of an ORCID iD, given with or without https://orcid.org/; undefined when its check digit is wrong. */
export function orcidOf(text: string): string | undefined {
  const id = ORCID.exec(text.trim())?.[1]?.toUpperCase();
  if (!id) return undefined;
  // ISO 7064, MOD 11-2.
  const digits = id.replaceAll('-', '');
  const total = [...digits.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? 'X' : String(check)) ? id : undefined;
}
