import { Inject, Injectable } from '@nestjs/common';
import { readableContributions, readableRevisions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';

/** What a revision says beside its text. */
export type FactName =
  | 'LANGUAGE'
  | 'AUDIENCE'
  | 'EMBARGO_UNTIL'
  | 'EVENT'
  | 'ORGANISATIONS'
  | 'AUTHORS'
  | 'THEMES'
  | 'SYSTEMS'
  | 'MATURITY'
  | 'ARCHITECTURE'
  | 'COST_ESTIMATE'
  | 'DURATION_MONTHS'
  | 'DEPENDS_ON';

/** A file of a revision with what was read from it. */
export interface RevisionFileText {
  id: string;
  name: string;
  sha256: string;
  /** It was read, with or without success at finding text. */
  isRead: boolean;
  passages: { page: number | null; heading: string | null; text: string }[];
}

/** What a revision said, all of it. */
export interface RevisionText {
  id: string;
  number: number;
  title: string;
  abstract: string;
  body: string | null;
  /** The kind's own fields by name: a text, or a text for each entry. */
  fields: Record<string, string | string[] | null>;
  facts: Record<FactName, string[]>;
  files: RevisionFileText[];
}

const names = (relation: string, table: string, column: string, id: string) =>
  `array(select t.${column} from revision_${relation} said join ${table} t on t.id = said.${id} where said.revision_id = r.id order by said.position)`;
const range = (low: string, high: string) =>
  `case when ${low} = ${high} then ${low}::text else concat_ws('–', ${low}, ${high}) end`;
const some = (value: string) => `array_remove(array[${value}], null)`;

/** Reads the stored text of frozen revisions, through the gate of revisions. */
@Injectable()
export class RevisionTexts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those of a contribution with one of the ids or the number, that the actor may read with all they hold; files as yet without passages. */
  of(actor: Actor, contributionId: string, ids: readonly string[], number: number | null): Promise<RevisionText[]> {
    const parameters: unknown[] = [contributionId, ids, number];
    const gate = readableRevisions(actor, parameters, { contribution: 'c', revision: 'r' });
    const gateOfOption = readableContributions(actor, parameters, 'o');
    return this.database.query(
      `select r.id, r.number, r.title, r.abstract, r.body, jsonb_strip_nulls(jsonb_build_object(
           'statement', p.statement, 'asks', p.asks, 'technology', t.technology, 'standards', t.standards, 'limits', t.limits,
           'prerequisites', i.prerequisites, 'risks', i.risks, 'costBasis', i.cost_basis)) as fields,
         jsonb_build_object(
           'LANGUAGE', array[r.language], 'AUDIENCE', array[r.audience],
           'EMBARGO_UNTIL', ${some(`to_char(r.embargo_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)},
           'EVENT', ${some('e.titles[1]')},
           'ORGANISATIONS', ${names('organisation', 'organisation', 'name', 'organisation_id')},
           'AUTHORS', ${names('author', 'person', 'name', 'person_id')},
           'THEMES', ${names('theme', 'theme', 'code', 'theme_id')},
           'SYSTEMS', ${names('system', 'information_system', 'code', 'system_id')},
           'MATURITY', ${some('t.maturity::text')}, 'ARCHITECTURE', ${some('i.architecture')},
           'COST_ESTIMATE', ${some(`nullif(concat_ws(' ', ${range('i.cost_low', 'i.cost_high')}, i.cost_currency), '')`)},
           'DURATION_MONTHS', ${some(`nullif(${range('i.duration_low_months', 'i.duration_high_months')}, '')`)},
           'DEPENDS_ON', array(
             select coalesce(o.reference, o.id::text) from option_dependency d join contribution o on o.id = d.option_id
             where d.revision_id = r.id and ${gateOfOption} order by d.position)
         ) as facts,
         coalesce((
           select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'sha256', f.sha256,
             'isRead', coalesce(x.state = 'DONE', false), 'passages', '[]'::jsonb) order by v.position)
           from revision_file v join file f on f.id = v.file_id left join extraction x on x.file_id = f.id where v.revision_id = r.id
         ), '[]') as files
       from revision r join contribution c on c.id = r.contribution_id
         left join event e on e.id = r.event_id
         left join position_paper p on p.revision_id = r.id
         left join technology_note t on t.revision_id = r.id
         left join implementation_option i on i.revision_id = r.id
       where r.contribution_id = $1 and (r.id = any($2::uuid[]) or r.number = $3::int) and r.frozen_at is not null and ${gate}`,
      parameters,
    );
  }

  /** Adds what was read from files, up to `most` passages of each and one more; of files that two revisions share, nothing. */
  async addPassages(actor: Actor, one: RevisionText, other: RevisionText, most: number): Promise<void> {
    const hashes = [one, other].map(({ files }) => new Set(files.map((file) => file.sha256)));
    const wanted = [one, other].flatMap(({ files }, at) => files.filter((file) => !hashes[1 - at]?.has(file.sha256)));
    if (wanted.length === 0) return;
    const parameters: unknown[] = [[one.id, other.id], wanted.map((file) => file.id), most];
    const gate = readableRevisions(actor, parameters, { contribution: 'c', revision: 'r' });
    const rows = await this.database.query<{ fileId: string; passages: RevisionFileText['passages'] }>(
      `select x.file_id as "fileId", jsonb_agg(jsonb_build_object('page', x.page, 'heading', x.heading, 'text', x.text) order by x.position) as passages
       from extracted_passage x
       where x.file_id = any($2::uuid[]) and x.position <= $3 and exists (
         select from revision_file v join revision r on r.id = v.revision_id join contribution c on c.id = r.contribution_id
         where v.file_id = x.file_id and r.id = any($1::uuid[]) and ${gate})
       group by x.file_id`,
      parameters,
    );
    const found = new Map(rows.map(({ fileId, passages }) => [fileId, passages]));
    for (const file of wanted) file.passages = found.get(file.id) ?? [];
  }
}
