import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

/** One end of a relation and the other, in the order in which the owner names them. */
export interface RelationRow {
  ownerId: string;
  otherId: string;
}

const RELATIONS = {
  themesOfVersion: { table: 'recommendation_version_theme', owner: 'version_id', other: 'theme_id' },
  systemsOfVersion: { table: 'recommendation_version_system', owner: 'version_id', other: 'system_id' },
  themesOfAct: { table: 'legal_act_theme', owner: 'legal_act_id', other: 'theme_id' },
  systemsOfAct: { table: 'legal_act_system', owner: 'legal_act_id', other: 'system_id' },
} as const;

export type RelationName = keyof typeof RELATIONS;

/** Reads which things of the catalogue belong together. */
@Injectable()
export class Relations {
  constructor(@Inject(Database) private readonly database: Database) {}

  of(name: RelationName, ownerIds: readonly string[]): Promise<RelationRow[]> {
    const { table, owner, other } = RELATIONS[name];
    return this.database.query(
      `select ${owner} as "ownerId", ${other} as "otherId" from ${table} where ${owner} = any($1) order by ${owner}, position`,
      [ownerIds],
    );
  }

  /** Acts of systems, in the order of the catalogue. */
  actsOfSystems(systemIds: readonly string[]): Promise<RelationRow[]> {
    return this.database.query(
      `select relation.system_id as "ownerId", legal_act.id as "otherId"
       from legal_act_system relation join legal_act on legal_act.id = relation.legal_act_id
       where relation.system_id = any($1)
       order by legal_act.position, legal_act.id`,
      [systemIds],
    );
  }
}
