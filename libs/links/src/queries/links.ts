import { Inject, Injectable } from '@nestjs/common';
import { readableOnceForThem } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database, groupedByKey, inKeyOrder, keyset, type Page, type SortKey } from '#libs/platform';
import type { LinkOrigin, LinkState, Stance, Strength } from '../policies/link.js';
import { LINK_TABLES, linkTablesAt, readableLinks, SUSPECT } from '../policies/reading-gate.js';

export interface LinkRow {
  id: string;
  claimId: string;
  contributionId: string;
  submitterId: string | null;
  withdrawn: boolean;
  recommendationId: string;
  revision: number;
  recommendationVersion: number;
  stance: Stance;
  strength: Strength;
  rationale: string;
  origin: LinkOrigin;
  state: LinkState;
  suspect: boolean;
  confidence: number | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  textMoved: boolean;
  /** The claim speaks of an earlier text, which the actor may not read. */
  textHidden: boolean;
  recommendationMoved: boolean;
  cursor: string;
}

/** What a list of links is narrowed to. */
export interface LinkCriteria {
  states?: LinkState[] | null;
  stances?: Stance[] | null;
  strengths?: Strength[] | null;
  origins?: LinkOrigin[] | null;
  suspect?: boolean | null;
  /** Codes. */
  recommendations?: string[] | null;
  /** As they stood at this instant, of contributions published then; now when absent. */
  asOf?: Date | null;
}

/** What a new text of a recommendation would make suspect. */
export interface HeldLinks {
  confirmed: number;
  proposed: number;
  contributions: number;
}

export type LinkSide = 'contribution' | 'recommendation';
const SIDES: Record<LinkSide, string> = { contribution: 'l.contribution_id', recommendation: 'l.recommendation_id' };

const COLUMNS = `l.id, k.id as "claimId", l.contribution_id as "contributionId", c.submitter_id as "submitterId",
  c.status = 'WITHDRAWN' as withdrawn, l.recommendation_id as "recommendationId", k.revision_number as revision,
  k.recommendation_version as "recommendationVersion", k.stance, k.strength, k.rationale, l.origin, k.state,
  ${SUSPECT} as suspect, k.text_version <> r.text_version as "textMoved", k.recommendation_version <> n.version as "recommendationMoved",
  k.confidence, k.decided_by as "decidedBy", k.decided_at as "decidedAt", k.decision_reason as "decisionReason"`;

/** The columns of LinkRow but its cursor, as the actor may know them. */
function columns(actor: Actor, parameters: unknown[]): string {
  const readable = readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'w' });
  return `${COLUMNS}, k.text_version <> r.text_version and not exists (
      select from revision w where w.contribution_id = c.id and w.number = k.revision_number and ${readable}) as "textHidden"`;
}
const ORDER: SortKey[] = [{ sql: 'l.id', type: 'uuid', direction: 'asc' }];
const CURSOR = 'jsonb_build_array(l.id::text)::text';

/** Reads links from either end, always through the contribution's gate and the link's own. */
@Injectable()
export class Links {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byIds(actor: Actor, ids: readonly string[]): Promise<(LinkRow | null)[]> {
    const parameters: unknown[] = [ids];
    const rows = await this.database.query<LinkRow>(
      `select ${columns(actor, parameters)}, ${CURSOR} as cursor from ${LINK_TABLES} where l.id = any($1::uuid[]) and ${readableLinks(actor, parameters)}`,
      parameters,
    );
    return inKeyOrder(ids, rows, (row) => row.id);
  }

  /** The first page of each of many ends in one statement, with one row more than asked for when there is one. */
  async firstPages(
    actor: Actor,
    side: LinkSide,
    ids: readonly string[],
    criteria: LinkCriteria,
    size: number,
  ): Promise<LinkRow[][]> {
    const parameters: unknown[] = [ids];
    const tables = linkTables(criteria, parameters);
    const where = await this.where(actor, criteria, parameters);
    const shown = columns(actor, parameters);
    parameters.push(size + 1);
    // End by end along an index: a recommendation may have thousands of links, of which a page reads some.
    const rows = await this.database.query<LinkRow & { key: string }>(
      `select ends.id as key, page.* from unnest($1::uuid[]) as ends (id) cross join lateral (
         select ${shown}, ${CURSOR} as cursor from ${tables}
         where ${SIDES[side]} = ends.id and ${where} order by l.id limit $${parameters.length}) page`,
      parameters,
      { prepare: true },
    );
    return groupedByKey(ids, rows, (row) => row.key);
  }

  /** Any page of one end. */
  async page(actor: Actor, side: LinkSide, id: string, criteria: LinkCriteria, page: Page): Promise<LinkRow[]> {
    const parameters: unknown[] = [id];
    const tables = linkTables(criteria, parameters);
    const where = await this.where(actor, criteria, parameters);
    const part = keyset(ORDER, page, parameters);
    return this.database.query(
      `select ${columns(actor, parameters)}, ${part.cursor} as cursor from ${tables}
       where ${SIDES[side]} = $1 and ${where} and ${part.where} order by ${part.orderBy} limit ${part.limit}`,
      parameters,
    );
  }

  /** Any page of all that somebody may read, but for those of withdrawn contributions, which stay as they are. */
  async all(actor: Actor, criteria: LinkCriteria, page: Page): Promise<LinkRow[]> {
    const parameters: unknown[] = [];
    const where = await this.where(actor, criteria, parameters);
    const part = keyset(ORDER, page, parameters);
    return this.database.query(
      `select ${columns(actor, parameters)}, ${part.cursor} as cursor from ${LINK_TABLES}
       where c.status <> 'WITHDRAWN' and ${where} and ${part.where} order by ${part.orderBy} limit ${part.limit}`,
      parameters,
    );
  }

  async countAll(actor: Actor, criteria: LinkCriteria): Promise<number> {
    const parameters: unknown[] = [];
    const where = await this.where(actor, criteria, parameters);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from ${LINK_TABLES} where c.status <> 'WITHDRAWN' and ${where}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  /** Of each recommendation: the links that count or wait now, and would have to be looked at again if its text changed. */
  async heldBy(actor: Actor, recommendationIds: readonly string[]): Promise<HeldLinks[]> {
    const parameters: unknown[] = [recommendationIds];
    const gate = readableLinks(actor, parameters);
    const rows = await this.database.query<HeldLinks & { key: string }>(
      `select l.recommendation_id as key, (count(*) filter (where k.state = 'CONFIRMED'))::int as confirmed,
         (count(*) filter (where k.state = 'PROPOSED'))::int as proposed, count(distinct c.id)::int as contributions
       from ${LINK_TABLES}
       where l.recommendation_id = any($1::uuid[]) and k.state in ('CONFIRMED', 'PROPOSED') and c.status <> 'WITHDRAWN'
         and not ${SUSPECT} and ${gate} group by 1`,
      parameters,
    );
    return inKeyOrder(recommendationIds, rows, (row) => row.key).map(
      (row) => row ?? { confirmed: 0, proposed: 0, contributions: 0 },
    );
  }

  async counts(actor: Actor, side: LinkSide, ids: readonly string[], criteria: LinkCriteria): Promise<number[]> {
    const parameters: unknown[] = [ids];
    const tables = linkTables(criteria, parameters);
    const where = await this.where(actor, criteria, parameters);
    const rows = await this.database.query<{ key: string; count: number }>(
      `select ${SIDES[side]} as key, count(*)::int as count from ${tables}
       where ${SIDES[side]} = any($1::uuid[]) and ${where} group by 1`,
      parameters,
    );
    return inKeyOrder(ids, rows, (row) => row.key).map((row) => row?.count ?? 0);
  }

  private async where(actor: Actor, criteria: LinkCriteria, parameters: unknown[]): Promise<string> {
    const conditions = [readableLinks(actor, parameters)];
    if (criteria.asOf) conditions.push(readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'r' }));
    const add = (value: unknown, condition: (place: string) => string) => {
      if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return;
      parameters.push(value);
      conditions.push(condition(`$${parameters.length}`));
    };
    add(criteria.states, (place) => `k.state = any(${place}::text[])`);
    add(criteria.stances, (place) => `k.stance = any(${place}::text[])`);
    add(criteria.strengths, (place) => `k.strength = any(${place}::text[])`);
    add(criteria.origins, (place) => `l.origin = any(${place}::text[])`);
    add(criteria.suspect, (place) => `${SUSPECT} = ${place}::boolean`);
    add(
      criteria.recommendations?.map((code) => code.toUpperCase()),
      (place) =>
        criteria.asOf
          ? `l.recommendation_id in (select id from recommendation where code = any(${place}::text[]))`
          : `n.code = any(${place}::text[])`,
    );
    return conditions.join(' and ');
  }
}

function linkTables({ asOf }: LinkCriteria, parameters: unknown[]): string {
  if (!asOf) return LINK_TABLES;
  parameters.push(asOf.toISOString());
  return linkTablesAt(`$${parameters.length}::timestamptz`);
}
