import { Inject, Injectable } from '@nestjs/common';
import { Database, groupedByKey, inKeyOrder } from '#libs/platform';
import type { ArchitectureStyle } from '../policies/content.js';

export interface DetailsRow {
  revisionId: string;
  statement: string | null;
  asks: string[] | null;
  technology: string | null;
  maturity: number | null;
  standards: string[] | null;
  limits: string[] | null;
  architecture: ArchitectureStyle | null;
  prerequisites: string[] | null;
  risks: string[] | null;
  costLow: number | null;
  costHigh: number | null;
  costCurrency: string | null;
  costBasis: string | null;
  durationLowMonths: number | null;
  durationHighMonths: number | null;
  dependsOn: string[];
}

type PartTable = 'revision_theme' | 'revision_system' | 'revision_organisation' | 'revision_author';
const PART_COLUMNS: Record<PartTable, string> = {
  revision_theme: 'theme_id',
  revision_system: 'system_id',
  revision_organisation: 'organisation_id',
  revision_author: 'person_id',
};

/** Reads what revisions hold, by sets of revision ids; the caller has passed the contributions through the gate. */
@Injectable()
export class RevisionParts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The ids a revision names in one of its lists, in the order given. */
  async named(table: PartTable, revisionIds: readonly string[]): Promise<string[][]> {
    const rows = await this.database.query<{ revision: string; id: string }>(
      `select revision_id as revision, ${PART_COLUMNS[table]} as id from ${table} where revision_id = any($1::uuid[]) order by revision_id, position`,
      [revisionIds],
    );
    return groupedByKey(revisionIds, rows, (row) => row.revision).map((group) => group.map((row) => row.id));
  }

  async bodies(revisionIds: readonly string[]): Promise<(string | null)[]> {
    const rows = await this.database.query<{ id: string; body: string | null }>(
      'select id, body from revision where id = any($1::uuid[])',
      [revisionIds],
    );
    return inKeyOrder(revisionIds, rows, (row) => row.id).map((row) => row?.body ?? null);
  }

  /** Number and title of revisions, for what is pending. */
  async heads(revisionIds: readonly string[]): Promise<({ id: string; number: number; title: string } | null)[]> {
    const rows = await this.database.query<{ id: string; number: number; title: string }>(
      'select id, number, title from revision where id = any($1::uuid[])',
      [revisionIds],
    );
    return inKeyOrder(revisionIds, rows, (row) => row.id);
  }

  async details(revisionIds: readonly string[]): Promise<(DetailsRow | null)[]> {
    const rows = await this.database.query<DetailsRow>(
      `select r.id as "revisionId", p.statement, p.asks, t.technology, t.maturity, t.standards, t.limits, i.architecture,
         i.prerequisites, i.risks, i.cost_low as "costLow", i.cost_high as "costHigh", i.cost_currency as "costCurrency",
         i.cost_basis as "costBasis", i.duration_low_months as "durationLowMonths", i.duration_high_months as "durationHighMonths",
         array(select d.option_id from option_dependency d where d.revision_id = r.id order by d.position) as "dependsOn"
       from revision r
         left join position_paper p on p.revision_id = r.id
         left join technology_note t on t.revision_id = r.id
         left join implementation_option i on i.revision_id = r.id
       where r.id = any($1::uuid[])`,
      [revisionIds],
    );
    return inKeyOrder(revisionIds, rows, (row) => row.revisionId);
  }
}
