import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';
import type { Audience, ContributionKind } from '../policies/content.js';
import type { ContributionStatus } from '../policies/lifecycle.js';
import { publicRecordAt, readableContributions, readableOnceForThem } from '../policies/reading-gate.js';
import { CONTRIBUTION_COLUMNS, CONTRIBUTION_TABLES, type ContributionRow, PAST_COLUMNS } from './contribution-rows.js';
import { type SubjectCodes, SubjectLookup } from './subject-lookup.js';

export enum ContributionOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  UPDATED = 'UPDATED',
  TITLE = 'TITLE',
}

/** What a list is narrowed to; within a field any value may match, and all fields together must. */
export interface ContributionCriteria extends SubjectCodes {
  kinds?: ContributionKind[] | null;
  statuses?: ContributionStatus[] | null;
  audiences?: Audience[] | null;
  languages?: string[] | null;
  /** UUIDs. */
  organisationIds?: string[] | null;
  organisationKinds?: string[] | null;
  publishedFrom?: string | null;
  /** Inclusive. */
  publishedTo?: string | null;
  /** Only the caller's own. */
  mine?: boolean | null;
  /** UUID of the event, of lists that hang on one. */
  eventId?: string;
  /** Only what was public record at this instant, as it read then; states are not asked for. */
  asOf?: Date | null;
}

const ID: SortKey = { sql: 'c.id', type: 'uuid', direction: 'desc' };
const ORDERS: Record<ContributionOrder, SortKey[]> = {
  NEWEST: [{ sql: 'c.sort_at', type: 'timestamptz', direction: 'desc' }, ID],
  OLDEST: [
    { sql: 'c.sort_at', type: 'timestamptz', direction: 'asc' },
    { ...ID, direction: 'asc' },
  ],
  UPDATED: [{ sql: 'c.updated_at', type: 'timestamptz', direction: 'desc' }, ID],
  // The revision's id, so that both keys stand in one index.
  TITLE: [
    { sql: 'r.title', type: 'text', direction: 'asc' },
    { sql: 'r.id', type: 'uuid', direction: 'asc' },
  ],
};

// Of a list of the past: when the revision that held then was published.
const PAST_UPDATED: SortKey[] = [{ sql: 'p.valid_from', type: 'timestamptz', direction: 'desc' }, ID];

/** Lists of contributions, paged by keyset, always through the reading gate. */
@Injectable()
export class ContributionList {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SubjectLookup) private readonly lookup: SubjectLookup,
  ) {}

  /** One row more than the page holds, when there is one. */
  async page(
    actor: Actor,
    criteria: ContributionCriteria,
    order: ContributionOrder,
    page: Page,
  ): Promise<(ContributionRow & { cursor: string })[]> {
    const { asOf } = criteria;
    const parameters: unknown[] = [];
    const past = asOf && pastTables(asOf, parameters);
    const where = await this.where(actor, criteria, parameters);
    const keys = past && order === ContributionOrder.UPDATED ? PAST_UPDATED : ORDERS[order];
    const part = keyset(keys, page, parameters, asOf);
    return this.database.query(
      `select ${past ? PAST_COLUMNS : CONTRIBUTION_COLUMNS}, ${part.cursor} as cursor from ${past || CONTRIBUTION_TABLES}
       where ${where} and ${part.where} order by ${part.orderBy} limit ${part.limit}`,
      parameters,
    );
  }

  async count(actor: Actor, criteria: ContributionCriteria): Promise<number> {
    const parameters: unknown[] = [];
    const past = criteria.asOf && pastTables(criteria.asOf, parameters);
    const where = await this.where(actor, criteria, parameters);
    const [row] = await this.database.query<{ count: number }>(
      // Joined like this, the revision is left out where nothing of it is asked.
      `select count(*)::int as count from ${past || 'contribution c left join revision r on r.id = c.current_revision_id'} where ${where}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  private async where(actor: Actor, criteria: ContributionCriteria, parameters: unknown[]): Promise<string> {
    const conditions = [readableContributions(actor, parameters, 'c')];
    if (criteria.asOf) conditions.push(readableOnceForThem(actor, parameters, { contribution: 'c', revision: 'r' }));
    const add = (value: unknown, condition: (place: string) => string) => {
      if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return;
      parameters.push(value);
      conditions.push(condition(`$${parameters.length}`));
    };
    const { themeIds, systemIds, eventIds } = await this.lookup.find(criteria);
    const revision = criteria.asOf ? 'r.id' : 'c.current_revision_id';
    const named = (table: string, column: string) => (place: string) =>
      `exists (select from ${table} n where n.revision_id = ${revision} and n.${column} = any(${place}::uuid[]))`;
    add(criteria.kinds, (place) => `c.kind = any(${place}::text[])`);
    if (!criteria.asOf) add(criteria.statuses, (place) => `c.status = any(${place}::text[])`);
    add(criteria.audiences, (place) => `${criteria.asOf ? 'r' : 'c'}.audience = any(${place}::text[])`);
    add(criteria.languages, (place) => `r.language = any(${place}::text[])`);
    add(criteria.publishedFrom, (place) => `c.published_at >= ${utcDay(place)}`);
    add(criteria.publishedTo, (place) => `c.published_at < ${utcDay(place)} + interval '1 day'`);
    add(criteria.eventId, (place) => `r.event_id = ${place}::uuid`);
    add(eventIds, (place) => `r.event_id = any(${place}::uuid[])`);
    add(themeIds, named('revision_theme', 'theme_id'));
    add(systemIds, named('revision_system', 'system_id'));
    add(await this.lookup.organisations(criteria.organisationIds), named('revision_organisation', 'organisation_id'));
    add(
      criteria.organisationKinds,
      (place) =>
        `exists (select from revision_organisation n join organisation o on o.id = n.organisation_id where n.revision_id = ${revision} and o.kind = any(${place}::text[]))`,
    );
    if (criteria.mine) {
      if (actor.accountId === null) conditions.push('false');
      else add(actor.accountId, (place) => `c.submitter_id = ${place}::uuid`);
    }
    return conditions.join(' and ');
  }
}

function pastTables(asOf: Date, parameters: unknown[]): string {
  parameters.push(asOf.toISOString());
  const then = publicRecordAt(`$${parameters.length}::timestamptz`, { publication: 'p', contribution: 'c' });
  return `contribution c join publication p on p.contribution_id = c.id and ${then} join revision r on r.id = p.revision_id`;
}

/** Midnight, UTC, that a day begins with, whatever the time zone of the session. */
const utcDay = (place: string) => `(${place}::date::timestamp at time zone 'UTC')`;
