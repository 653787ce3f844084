import { describe, expect, it } from '@jest/globals';
import { ADDRESS_MAX, searchAddress } from './search-address.js';

describe('the address of a search', () => {
  it('has one form, however it was given', () => {
    const address = searchAddress('theme=COMP-SBMS&q=shared matching&theme=COMP-ESP&theme=COMP-SBMS&sort=');
    expect(address).toBe('q=shared+matching&theme=COMP-ESP&theme=COMP-SBMS');
    expect(searchAddress(`?${address}`)).toBe(address);
  });

  it('keeps what was typed, whatever it is', () => {
    const query = 'q=“a”&b=c #ü <script>';
    expect(new URLSearchParams(searchAddress(`q=${encodeURIComponent(query)}`)).get('q')).toBe(query);
  });

  it.each(['', '?', 'q=', 'sort=&q='])('is refused when nothing is asked: “%s”', (given) => {
    expect(() => searchAddress(given)).toThrow('nothing to save');
  });

  it.each(['https://elsewhere.example/?q=1', '/find?q=1', 'java script=1'])(
    'is refused when it is more than that: %s',
    (given) => {
      expect(() => searchAddress(given)).toThrow('Send what stands after');
    },
  );

  it('ends somewhere', () => {
    expect(searchAddress(`q=${'a'.repeat(ADDRESS_MAX - 2)}`)).toHaveLength(ADDRESS_MAX);
    expect(() => searchAddress(`q=${'a'.repeat(ADDRESS_MAX - 1)}`)).toThrow('at most');
  });
});
