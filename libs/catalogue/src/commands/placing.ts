import type { Transaction } from '#libs/platform';

/** Gives rows the order of the files. A place is no content: it changes in place and makes no fact. */
export async function place(
  transaction: Transaction,
  table: 'theme' | 'information_system' | 'legal_act' | 'recommendation_set' | 'recommendation',
  ids: string[],
): Promise<void> {
  await transaction.query(
    `update ${table} set position = wanted.position
     from unnest($1::uuid[]) with ordinality as wanted(id, position)
     where ${table}.id = wanted.id and ${table}.position <> wanted.position`,
    [ids],
  );
}

/** The ids of codes, which the reader of the files has checked. */
export function idsOf(codes: string[], ids: Map<string, string>): string[] {
  return codes.map((code) => {
    const id = ids.get(code);
    if (!id) throw new Error(`There is no “${code}” to refer to.`);
    return id;
  });
}
