import { Inject, Injectable } from '@nestjs/common';
import { RELATION_TABLES, readableContributions, readableRelations } from '#libs/contributions';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, groupedByKey, inKeyOrder, keyset, type Page, type SortKey } from '#libs/platform';
import { CONTRIBUTION_FACTS, HistoryKind, LINK_FACTS, RELATION_FACTS } from '../policies/history.js';
import { LINK_TABLES, readableLinks } from '../policies/reading-gate.js';

export interface HistoryRow {
  kind: HistoryKind;
  at: Date;
  revision: number | null;
  linkId: string | null;
  relationId: string | null;
  accountId: string | null;
  /** Whoever judges it or handed it in. */
  insider: boolean;
  cursor: string;
}

const ORDER: SortKey[] = [{ sql: 'h.id', type: 'bigint', direction: 'desc' }];
const KINDS = new Map(Object.entries({ ...CONTRIBUTION_FACTS, ...LINK_FACTS, ...RELATION_FACTS }));

/**
 * Reads what became of contributions from the change log, through the gate. Whoever reads a contribution reads what is public record of it:
 * its first submission, each publication with its submission and its tags, its withdrawal, when links that they may read were confirmed,
 * and when what it is to another that they may read was said.
 * Every other step of the review is told to those who judge it and to its submitter.
 */
@Injectable()
export class History {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The same page of each of many contributions in one statement, newest first, with one row more than asked for when there is one. */
  async pages(actor: Actor, ids: readonly string[], page: Page, asOf: Date | null = null): Promise<HistoryRow[][]> {
    const parameters: unknown[] = [ids];
    const facts = readableFacts(actor, 'ends.id', parameters);
    const then = until(asOf, parameters);
    const part = keyset(ORDER, page, parameters);
    const rows = await this.database.query<Omit<HistoryRow, 'kind'> & { fact: string; key: string }>(
      `select ends.id as key, page.* from unnest($1::uuid[]) as ends (id) cross join lateral (
         select h.fact, h.at, h.revision, h.link_id as "linkId", h.relation_id as "relationId", h.account_id as "accountId", h.insider, ${part.cursor} as cursor
         from (${facts}) h where ${then} and ${part.where} order by ${part.orderBy} limit ${part.limit}) page`,
      parameters,
    );
    const told = rows.map((row) => ({ ...row, kind: KINDS.get(row.fact) as HistoryKind }));
    return groupedByKey(ids, told, (row) => row.key);
  }

  async counts(actor: Actor, ids: readonly string[], asOf: Date | null = null): Promise<number[]> {
    const parameters: unknown[] = [ids];
    const facts = readableFacts(actor, 'ends.id', parameters);
    const rows = await this.database.query<{ key: string; count: number }>(
      `select ends.id as key, told.count from unnest($1::uuid[]) as ends (id)
         cross join lateral (select count(*)::int as count from (${facts}) h where ${until(asOf, parameters)}) told`,
      parameters,
    );
    return inKeyOrder(ids, rows, (row) => row.key).map((row) => row?.count ?? 0);
  }
}

function until(asOf: Date | null, parameters: unknown[]): string {
  if (!asOf) return 'true';
  parameters.push(asOf.toISOString());
  return `h.at <= $${parameters.length}::timestamptz`;
}

/** The facts of one contribution and its links that the actor may know of. */
function readableFacts(actor: Actor, id: string, parameters: unknown[]): string {
  const place = (value: unknown) => {
    parameters.push(value);
    return `$${parameters.length}`;
  };
  const insider = isAnalyst(actor)
    ? 'true'
    : actor.accountId === null
      ? 'false'
      : `coalesce(c.submitter_id = ${place(actor.accountId)}::uuid, false)`;
  const gate = readableContributions(actor, parameters, 'c');
  const linkGate = readableLinks(actor, parameters);
  const relationGate = readableRelations(actor, parameters);
  const published = `exists (select from publication p where p.revision_id = v.id)`;
  return `
    select f.id, f.kind as fact, f.at, f.account_id, v.number as revision, null::uuid as link_id, null::uuid as relation_id,
      ${insider} as insider
    from contribution c
      join change_log f on f.subject_type = 'Contribution' and f.subject_id = c.id
        and f.kind = any(${place(Object.keys(CONTRIBUTION_FACTS))}::text[])
      left join revision v on v.contribution_id = c.id
        and (v.id::text = f.payload->>'revisionId' or v.number::text = f.payload->>'revisionNumber')
    where c.id = ${id} and ${gate} and (${insider} or f.kind = 'ContributionWithdrawn'
      or (f.kind in ('ContributionSubmitted', 'ContributionPublished', 'ContributionTagged') and ${published})
      or (f.kind = 'ContributionSubmitted' and c.published_at is not null and not exists (
        select from change_log e where e.subject_type = 'Contribution' and e.subject_id = c.id
          and e.kind = 'ContributionSubmitted' and e.id < f.id)))
    union all
    select f.id, f.kind, f.at, f.account_id, null, l.id, null, ${insider}
    from ${LINK_TABLES}
      join change_log f on f.subject_type = 'RecommendationLink' and f.subject_id = l.id
        and f.kind = any(${place(Object.keys(LINK_FACTS))}::text[])
    where l.contribution_id = ${id} and ${linkGate} and (${insider} or (f.kind = 'LinkConfirmed' and k.state = 'CONFIRMED'))
    union all
    select f.id, f.kind, f.at, f.account_id, null, null, x.id, ${insider}
    from ${RELATION_TABLES}
      join change_log f on f.subject_type = 'ContributionRelation' and f.subject_id = x.id
        and f.kind = any(${place(Object.keys(RELATION_FACTS))}::text[])
    where (x.from_id = ${id} or x.to_id = ${id}) and ${relationGate} and (${insider} or x.valid_to is null)`;
}
