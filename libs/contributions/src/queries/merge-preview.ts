import { createHash } from 'node:crypto';
import type { Actor } from '#libs/identity';
import type { Transaction } from '#libs/platform';
import { readableContributions } from '../policies/reading-gate.js';

type Queryable = Pick<Transaction, 'query'>;

/** What one record brings to a merge. */
export interface MergeSide {
  version: number;
  /** That can sign in. */
  accounts: number;
  people: number;
  /** Handed in by its accounts, drafts left out. */
  handedIn: number;
  /** Of these, for agencies only: what the other's accounts will be able to read. */
  agencyPapers: number;
  /** Contributions that name it as who speaks. */
  namedIn: number;
}

export interface MergePreview {
  from: MergeSide;
  into: MergeSide;
  /** Both have an identifier of the same register, and not the same one: they may be two bodies. */
  identifiersDiffer: boolean;
  /** Of all this: a merge is done as it was seen, or not at all. */
  seen: string;
}

/** What a merge would change, counted through the gate. */
export async function previewMerge(
  database: Queryable,
  actor: Actor,
  fromId: string,
  intoId: string,
): Promise<MergePreview | undefined> {
  const [from, into] = [await side(database, actor, fromId), await side(database, actor, intoId)];
  if (!from || !into) return undefined;
  const [identifiers] = await database.query<{ differ: boolean }>(
    `select coalesce(a.ror_id <> b.ror_id, false) or coalesce(a.transparency_register_id <> b.transparency_register_id, false) as differ
     from organisation a, organisation b where a.id = $1 and b.id = $2`,
    [fromId, intoId],
  );
  const seen = createHash('sha256')
    .update(JSON.stringify([fromId, from, intoId, into]))
    .digest('hex')
    .slice(0, 32);
  return { from, into, identifiersDiffer: identifiers?.differ ?? false, seen };
}

async function side(database: Queryable, actor: Actor, id: string): Promise<MergeSide | undefined> {
  const parameters: unknown[] = [id];
  const gate = readableContributions(actor, parameters, 'c');
  const [row] = await database.query<MergeSide>(
    `select o.version,
       (select count(*)::int from account a where a.organisation_id = o.id and a.disabled_at is null) as accounts,
       (select count(*)::int from person p where p.affiliation_id = o.id) as people,
       (select count(*)::int from contribution c where c.submitter_organisation_id = o.id and c.status <> 'DRAFT' and ${gate}) as "handedIn",
       (select count(*)::int from contribution c where c.submitter_organisation_id = o.id and c.status <> 'DRAFT'
          and c.audience = 'AGENCY' and ${gate}) as "agencyPapers",
       (select count(*)::int from contribution c join revision_organisation n on n.revision_id = c.current_revision_id
          where n.organisation_id = o.id and ${gate}) as "namedIn"
     from organisation o where o.id = $1`,
    parameters,
  );
  return row;
}
