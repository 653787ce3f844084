export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The names of the fields that differ. */
export function differing<Form extends object>(one: Form, other: Form): (keyof Form)[] {
  return (Object.keys(one) as (keyof Form)[]).filter((name) => !isSame(one[name], other[name]));
}

/** Three ways: a field that one side changed is as they have it; `names` are those that both changed, differently. */
export function merge<Form extends object>(
  base: Form,
  ours: Form,
  theirs: Form,
): { fields: Form; names: (keyof Form)[] } {
  const different = differing(ours, theirs);
  const names = different.filter((name) => !isSame(ours[name], base[name]) && !isSame(theirs[name], base[name]));
  const taken = different.filter((name) => isSame(ours[name], base[name]));
  return { fields: { ...ours, ...Object.fromEntries(taken.map((name) => [name, theirs[name]])) }, names };
}
