interface Concept {
  code: string;
  broader: string | null;
}

/** Orders themes so that each stands after its broader one, and finds those whose broader themes lead back to themselves. */
export function broaderFirst<Item extends Concept>(themes: Item[]): { ordered: Item[]; cycles: string[][] } {
  const broaderOf = new Map(themes.map((theme) => [theme.code, theme.broader]));
  const cycles: string[][] = [];
  const depths = new Map<string, number>();
  for (const { code } of themes) {
    const path = [code];
    let broader = broaderOf.get(code) ?? null;
    while (broader !== null && !path.includes(broader)) {
      path.push(broader);
      broader = broaderOf.get(broader) ?? null;
    }
    depths.set(code, path.length);
    // Each circle is told once, by the code of it that comes first.
    if (broader === code && path.every((other) => code <= other)) cycles.push([...path, code]);
  }
  const depth = (theme: Item) => depths.get(theme.code) ?? 0;
  return { ordered: themes.toSorted((one, other) => depth(one) - depth(other)), cycles };
}
