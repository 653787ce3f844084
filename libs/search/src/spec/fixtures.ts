import { v7 } from 'uuid';
import type { Database } from '#libs/platform';

/** What a spec says of a contribution; the rest is a published public paper in English. */
export interface Paper {
  title?: string;
  abstract?: string;
  body?: string[];
  kind?: string;
  status?: string;
  audience?: string;
  embargoUntil?: Date | null;
  publishedAt?: Date | null;
  language?: string;
  submitterId?: string | null;
  themes?: string[];
  organisations?: string[];
  links?: { recommendation: string; stance: string; state?: string }[];
}

export interface PaperIds {
  id: string;
  revisionId: string;
  passageIds: string[];
}

type Run = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** Writes a contribution by raw SQL, past all commands: whatever follows must follow from the tables. */
export async function addPaper(database: Database, paper: Paper): Promise<PaperIds> {
  return database.dataSource.transaction((manager) =>
    writePaper((sql, parameters) => manager.query(sql, parameters), paper),
  );
}

let number = 0;

export async function writePaper(run: Run, paper: Paper): Promise<PaperIds> {
  const [id, revisionId] = [v7(), v7()];
  const { status = 'PUBLISHED', audience = 'PUBLIC', language = 'en' } = paper;
  const publishedAt =
    paper.publishedAt === undefined ? (status === 'PUBLISHED' ? new Date('2017-06-08') : null) : paper.publishedAt;
  await run(
    `insert into contribution (id, kind, reference, status, audience, embargo_until, submitter_id, current_revision_id, published_at, sort_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($9, now()))`,
    [
      id,
      paper.kind ?? 'POSITION_PAPER',
      status === 'DRAFT' ? null : `RT-2017-9${String(++number).padStart(4, '0')}`,
      status,
      audience,
      paper.embargoUntil ?? null,
      paper.submitterId ?? null,
      revisionId,
      publishedAt,
    ],
  );
  await run(
    `insert into revision (id, contribution_id, number, text_version, title, abstract, language, audience) values ($1, $2, 1, 1, $3, $4, $5, $6)`,
    [revisionId, id, paper.title ?? 'Untitled', paper.abstract ?? '', language, audience],
  );
  const passageIds = await writeBody(run, { id, revisionId }, paper.body ?? [], language);
  await run(`insert into revision_theme select $1, id, row_number() over () from theme where code = any($2)`, [
    revisionId,
    paper.themes ?? [],
  ]);
  await run(
    `insert into revision_organisation select $1, id, row_number() over () from organisation where id = any($2::uuid[])`,
    [revisionId, paper.organisations ?? []],
  );
  for (const link of paper.links ?? []) await writeLink(run, id, link);
  return { id, revisionId, passageIds };
}

export async function writeBody(
  run: Run,
  { id, revisionId }: Pick<PaperIds, 'id' | 'revisionId'>,
  body: string[],
  language = 'en',
) {
  const ids = body.map(() => v7());
  await run(
    `insert into passage (id, contribution_id, revision_id, part, position, text, language, current)
     select passage.id, $1, $2, 'BODY', passage.position, passage.text, $3, true
     from unnest($4::uuid[], $5::text[]) with ordinality as passage(id, text, position)`,
    [id, revisionId, language, ids, body],
  );
  return ids;
}

async function writeLink(run: Run, id: string, link: NonNullable<Paper['links']>[number]): Promise<void> {
  const linkId = v7();
  const state = link.state ?? 'CONFIRMED';
  await run(
    `insert into recommendation_link (id, contribution_id, recommendation_id, origin) select $1, $2, id, 'ANALYST' from recommendation where code = $3`,
    [linkId, id, link.recommendation],
  );
  await run(
    `insert into link_claim (id, link_id, number, revision_number, text_version, recommendation_version, stance, strength, rationale,
       state, decided_at, decision_reason, valid_from)
     values ($1, $2, 1, 1, 1, 1, $3, 'ADDRESSES', 'why', $4, case when $4 in ('CONFIRMED', 'REJECTED') then now() end, 'why', now())`,
    [v7(), linkId, link.stance, state],
  );
}

export async function addOrganisation(database: Database, name: string, kind = 'INDUSTRY'): Promise<string> {
  const id = v7();
  await database.query(`insert into organisation (id, name, name_key, kind) values ($1, $2, lower($2), $3)`, [
    id,
    name,
    kind,
  ]);
  return id;
}

export async function addAccount(database: Database): Promise<string> {
  const id = v7();
  await database.query(
    `insert into account (id, email, name, roles, password_hash) values ($1, $2, 'Somebody', '{EXPERT}', 'x')`,
    [id, `${id}@example.org`],
  );
  return id;
}
