import { NAME_KINDS, type NameHit } from './name-hits.js';

/** So many places within its kind a name may stand behind, for being called like this more exactly. */
const PLACES_A_RANK = 2;

/**
 * Hits of all kinds in one list: each kind's best near the top, and better names before worse ones. `hits` are in order within
 * their kind.
 */
export function mixKinds(hits: readonly NameHit[], most: number): NameHit[] {
  const places = new Map<string, number>();
  const placed = hits.map((hit) => {
    const place = places.get(hit.kind) ?? 0;
    places.set(hit.kind, place + 1);
    return { hit, weight: place + PLACES_A_RANK * hit.rank };
  });
  return placed
    .sort(
      (one, other) =>
        one.weight - other.weight ||
        one.hit.rank - other.hit.rank ||
        NAME_KINDS.indexOf(one.hit.kind) - NAME_KINDS.indexOf(other.hit.kind),
    )
    .slice(0, most)
    .map(({ hit }) => hit);
}
