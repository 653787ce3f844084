/** How one paper stands to another. */
export enum RelationKind {
  RESPONDS_TO = 'RESPONDS_TO',
  SUPERSEDES = 'SUPERSEDES',
  COMPLEMENTS = 'COMPLEMENTS',
  CONTRADICTS = 'CONTRADICTS',
}

/** Who said so. */
export enum RelationOrigin {
  AUTHOR = 'AUTHOR',
  ANALYST = 'ANALYST',
}

export const relationLimits = { note: 1_000, ofOne: 50 };
