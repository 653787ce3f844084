/** Figures of rankings: P@1, hit@3 and MRR over papers with a link, AUC and silence over all. */
export function linkFigures(rankings) {
  const linked = rankings.filter(({ right }) => right.size > 0);
  const free = rankings.filter(({ right }) => right.size === 0);
  const rankOf = ({ codes, right }) => codes.findIndex((code) => right.has(code)) + 1;
  const mean = (values) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);
  const within = (most) => mean(linked.map((ranking) => Number(rankOf(ranking) > 0 && rankOf(ranking) <= most)));
  const reciprocal = (most) =>
    mean(linked.map((ranking) => (rankOf(ranking) > 0 && rankOf(ranking) <= most ? 1 / rankOf(ranking) : 0)));
  return {
    p1: within(1),
    hit3: within(3),
    mrr5: reciprocal(5),
    mrr10: reciprocal(10),
    auc: auc(
      linked.map(({ best }) => best),
      free.map(({ best }) => best),
    ),
    silence: mean(free.map(({ suggested }) => Number(suggested.length === 0))),
    papers: rankings.length,
    linked: linked.length,
    ...shares(rankings),
    said: mean(rankings.flatMap(({ confidences }) => confidences)),
  };
}

/** How well themes and systems are suggested: of what is suggested how much is right, and the other way round; of sets that name them. */
export function tagFigures(rankings) {
  return Object.fromEntries(
    ['themes', 'systems'].flatMap((tag) => {
      if (rankings.every((ranking) => ranking[tag].right.size === 0)) return [];
      const { precision, recall } = shares(rankings.map((ranking) => ranking[tag]));
      return [
        [`${tag}Precision`, precision],
        [`${tag}Recall`, recall],
      ];
    }),
  );
}

/** Of what is suggested, how much is right; of what is right, how much is suggested. */
function shares(rankings) {
  const suggested = rankings.reduce((sum, ranking) => sum + ranking.suggested.length, 0);
  const right = rankings.reduce((sum, ranking) => sum + ranking.right.size, 0);
  const hits = rankings.reduce(
    (sum, { suggested: codes, right: wanted }) => sum + codes.filter((code) => wanted.has(code)).length,
    0,
  );
  return { precision: suggested ? hits / suggested : null, recall: right ? hits / right : null };
}

/** How often the best score of a paper with a link is above that of one without. */
function auc(linked, free) {
  if (linked.length === 0 || free.length === 0) return null;
  let above = 0;
  for (const one of linked) for (const other of free) above += one > other ? 1 : one === other ? 0.5 : 0;
  return above / (linked.length * free.length);
}
