import type { Queryable } from '#libs/retrieval';

/** A concept of the taxonomy, by what it is called. */
export interface Concept {
  /** Names that mean the same wherever they stand. */
  names: string[];
  /** Other names: they count only as an abbreviation and the name it shortens. */
  loose: string[];
}

/** Themes by their labels in all languages, systems by code, name and synonyms; in a fixed order. */
export function readConcepts(database: Queryable): Promise<Concept[]> {
  return database.query<Concept>(
    `select names, loose from (
       select 1 as part, theme.code, array_agg(distinct label.label) as names, theme.synonyms as loose
       from theme join theme_label label on label.theme_id = theme.id group by theme.id
       union all
       select 2, code, array[code, name] || synonyms, '{}' from information_system
     ) concept order by part, code`,
  );
}
