// Below this many decisions chance would speak.
const ENOUGH = 20;
// Of what is suggested, at least this share shall be right.
const WANTED = 0.5;
const [LOWEST, HIGHEST] = [0.3, 0.9];

/**
 * The lowest confidence from which at least half of what was decided on was right; the given one as long as few decisions are known.
 * Only what was suggested is ever decided on, so when all is well the threshold sinks a little and lets more be judged.
 */
export function learnThreshold(decisions: readonly { confidence: number; right: boolean }[], given: number): number {
  if (decisions.length < ENOUGH) return given;
  const sorted = decisions.toSorted((one, other) => other.confidence - one.confidence);
  let right = 0;
  let learnt = HIGHEST;
  for (const [index, decision] of sorted.entries()) {
    right += Number(decision.right);
    if (right / (index + 1) >= WANTED) learnt = decision.confidence;
  }
  const allRight = learnt === sorted.at(-1)?.confidence;
  return Math.min(Math.max(allRight ? learnt - 0.05 : learnt, LOWEST), HIGHEST);
}
