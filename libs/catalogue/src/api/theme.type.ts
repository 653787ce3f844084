import { Field, Int, ObjectType } from '@nestjs/graphql';
import { globalId, Node } from '#libs/platform';
import type { ThemeRow } from '../queries/themes.js';

@ObjectType('Theme', {
  description: 'A concept of the taxonomy (SKOS): code, labels, synonyms, broader and narrower concepts.',
  implements: () => [Node],
})
export class ThemeType extends Node {
  @Field({ description: 'Short name in capital letters, e.g. COMP-ESP; stays the same for ever.' })
  code: string;

  @Field({ description: 'What the concept covers.' })
  definition: string;

  @Field(() => [String], { description: 'Other words for it, of any language.' })
  synonyms: string[];

  @Field(() => Int, { description: 'For optimistic locking: send it back with changeTheme.' })
  version: number;

  uuid: string;
  broaderUuid: string | null;
  labelsByLanguage: Record<string, string>;
}

export function toThemeType(row: ThemeRow): ThemeType {
  return Object.assign(new ThemeType(), {
    id: globalId('Theme', row.id),
    code: row.code,
    definition: row.definition,
    synonyms: row.synonyms,
    version: row.version,
    uuid: row.id,
    broaderUuid: row.broaderId,
    labelsByLanguage: row.labels,
  });
}
