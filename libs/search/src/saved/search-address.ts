import { ErrorCode, refuse } from '#libs/platform';

export const ADDRESS_MAX = 2_000;
const PATH = ['address'];

/**
 * What a search is, in one form: names and values as in an address, sorted, without what is empty or there twice. The names are the
 * portal's business; what is kept must only be an address, and lead nowhere else.
 */
export function searchAddress(given: string): string {
  const entries = [...new URLSearchParams(given)].filter(([, value]) => value !== '');
  if (entries.some(([name]) => !/^[a-z][a-zA-Z]{0,29}$/.test(name))) {
    throw refuse(
      ErrorCode.INVALID,
      'Send what stands after “/find?” in the address, e.g. q=templates&kind=POSITION_PAPER.',
      PATH,
    );
  }
  if (entries.length === 0) {
    throw refuse(
      ErrorCode.INVALID,
      'There is nothing to save: look for something, or narrow the results, first.',
      PATH,
    );
  }
  const parts = entries.map((entry) => new URLSearchParams([entry]).toString());
  const address = [...new Set(parts)].sort().join('&');
  if (address.length > ADDRESS_MAX) {
    throw refuse(
      ErrorCode.TOO_LARGE,
      `A saved search holds at most ${ADDRESS_MAX} characters; shorten the query.`,
      PATH,
    );
  }
  return address;
}
