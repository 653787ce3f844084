import { Inject, Injectable } from '@nestjs/common';
import { type ContributionKind, type ContributionStatus, readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { LINK_TABLES, readableLinks, SUSPECT } from '#libs/links';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';
import { JUDGED, JUDGED_STATUS } from './in-review.js';

export enum ReviewHands {
  MINE = 'MINE',
  NOBODYS = 'NOBODYS',
  OTHERS = 'OTHERS',
}

export enum ReviewOrder {
  LONGEST = 'LONGEST',
  SHORTEST = 'SHORTEST',
}

/** Something that waits to be judged. */
export interface ReviewRow {
  contributionId: string;
  status: ContributionStatus;
  title: string;
  revisionNumber: number;
  isRevision: boolean;
  waitingSince: Date;
  assigneeId: string | null;
  assignedAt: Date | null;
}

/** Each absent or empty field means "any". */
export interface ReviewCriteria {
  statuses?: ContributionStatus[] | null;
  kinds?: ContributionKind[] | null;
  hands?: ReviewHands | null;
  olderThanDays?: number | null;
}

export interface ReviewCounts {
  submitted: number;
  inReview: number;
  changesRequested: number;
  mine: number;
  nobodys: number;
  olderThanTwoWeeks: number;
  suspectLinks: number;
}

const TABLES = `(
  select c.*, ${JUDGED_STATUS} as judged,
    coalesce((select max(f.at) from change_log f where f.subject_type = 'Contribution' and f.subject_id = c.id
      and f.kind = 'ContributionSubmitted'), c.submitted_at, c.created_at) as waiting_since
  from contribution c where ${JUDGED_STATUS} = any('{${JUDGED.join(',')}}'::text[])) c
  join revision w on w.id = coalesce(c.pending_revision_id, c.current_revision_id)
  left join review_assignment a on a.contribution_id = c.id`;
const COLUMNS = `c.id as "contributionId", c.judged as status, w.title, w.number as "revisionNumber",
  c.pending_revision_id is not null as "isRevision", c.waiting_since as "waitingSince",
  a.account_id as "assigneeId", a.assigned_at as "assignedAt"`;
const ORDERS: Record<ReviewOrder, SortKey[]> = {
  LONGEST: [
    { sql: 'c.waiting_since', type: 'timestamptz', direction: 'asc' },
    { sql: 'c.id', type: 'uuid', direction: 'asc' },
  ],
  SHORTEST: [
    { sql: 'c.waiting_since', type: 'timestamptz', direction: 'desc' },
    { sql: 'c.id', type: 'uuid', direction: 'desc' },
  ],
};

/** What waits to be judged, always through the reading gate: what an analyst may not read is not in their queue. */
@Injectable()
export class ReviewQueue {
  constructor(@Inject(Database) private readonly database: Database) {}

  page(
    actor: Actor,
    criteria: ReviewCriteria,
    order: ReviewOrder,
    page: Page,
  ): Promise<(ReviewRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const where = conditionOf(actor, criteria, parameters);
    const part = keyset(ORDERS[order], page, parameters);
    return this.database.query(
      `select ${COLUMNS}, ${part.cursor} as cursor from ${TABLES}
       where ${where} and ${part.where} order by ${part.orderBy} limit ${part.limit}`,
      parameters,
    );
  }

  async count(actor: Actor, criteria: ReviewCriteria): Promise<number> {
    const parameters: unknown[] = [];
    const where = conditionOf(actor, criteria, parameters);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from ${TABLES} where ${where}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  async counts(actor: Actor): Promise<ReviewCounts> {
    const parameters: unknown[] = [actor.accountId];
    const gate = readableContributions(actor, parameters, 'c');
    const linkParameters: unknown[] = [];
    const linkGate = readableLinks(actor, linkParameters);
    const [[row], [links]] = await Promise.all([
      this.database.query<Omit<ReviewCounts, 'suspectLinks'>>(
        `select (count(*) filter (where c.judged = 'SUBMITTED'))::int as submitted,
           (count(*) filter (where c.judged = 'IN_REVIEW'))::int as "inReview",
           (count(*) filter (where c.judged = 'CHANGES_REQUESTED'))::int as "changesRequested",
           (count(*) filter (where a.account_id = $1::uuid and c.judged <> 'CHANGES_REQUESTED'))::int as mine,
           (count(*) filter (where a.account_id is null and c.judged <> 'CHANGES_REQUESTED'))::int as nobodys,
           (count(*) filter (where c.waiting_since < now() - interval '14 days' and c.judged <> 'CHANGES_REQUESTED'))::int
             as "olderThanTwoWeeks"
         from ${TABLES} where ${gate}`,
        parameters,
      ),
      this.database.query<{ count: number }>(
        `select count(*)::int as count from ${LINK_TABLES}
         where ${SUSPECT} and k.state in ('CONFIRMED', 'PROPOSED') and c.status <> 'WITHDRAWN' and ${linkGate}`,
        linkParameters,
      ),
    ]);
    if (!row) throw new Error('Counting gave no row.');
    return { ...row, suspectLinks: links?.count ?? 0 };
  }

  /** Who has which of these, for analysts. */
  assigneesOf(contributionIds: readonly string[]): Promise<{ contributionId: string; accountId: string }[]> {
    return this.database.query(
      'select contribution_id as "contributionId", account_id as "accountId" from review_assignment where contribution_id = any($1::uuid[])',
      [contributionIds],
    );
  }

  /** Who can be given something to judge, by name. */
  analysts(): Promise<{ id: string; name: string }[]> {
    return this.database.query(
      `select id, name from account where disabled_at is null and roles && array['ANALYST', 'ADMINISTRATOR'] order by lower(name), id limit 500`,
    );
  }
}

function conditionOf(actor: Actor, criteria: ReviewCriteria, parameters: unknown[]): string {
  const conditions = [readableContributions(actor, parameters, 'c')];
  const add = (value: unknown) => `$${parameters.push(value)}`;
  const { statuses, kinds, hands, olderThanDays } = criteria;
  if (statuses && statuses.length > 0) conditions.push(`c.judged = any(${add(statuses)}::text[])`);
  if (kinds && kinds.length > 0) conditions.push(`c.kind = any(${add(kinds)}::text[])`);
  if (hands === ReviewHands.MINE) conditions.push(`a.account_id = ${add(actor.accountId)}::uuid`);
  if (hands === ReviewHands.NOBODYS) conditions.push('a.account_id is null');
  if (hands === ReviewHands.OTHERS) conditions.push(`a.account_id <> ${add(actor.accountId)}::uuid`);
  if (olderThanDays) conditions.push(`c.waiting_since < now() - ${add(olderThanDays)} * interval '1 day'`);
  return conditions.join(' and ');
}
