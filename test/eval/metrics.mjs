/** Discounted cumulative gain of the first ten, as a share of the best possible one (Järvelin and Kekäläinen 2002; gain is the grade). */
export function ndcg10(found, judgements) {
  const gain = (grades) => grades.slice(0, 10).reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);
  const ideal = gain([...judgements.values()].sort((one, other) => other - one));
  return gain(found.map((id) => judgements.get(id) ?? 0)) / ideal;
}

/** One divided by the rank of the first relevant one among ten; 0 when there is none. */
export function mrr10(found, judgements) {
  const rank = found.slice(0, 10).findIndex((id) => judgements.has(id));
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** The share of relevant ones among the first hundred. */
export function recall100(found, judgements) {
  return found.slice(0, 100).filter((id) => judgements.has(id)).length / judgements.size;
}
