import type { Audience, ContributionKind } from '../policies/content.js';
import type { ContributionStatus } from '../policies/lifecycle.js';

/** A contribution as readers see it: its current revision's head, without the body. */
export interface ContributionRow {
  id: string;
  kind: ContributionKind;
  reference: string | null;
  status: ContributionStatus;
  version: number;
  audience: Audience;
  embargoUntil: Date | null;
  submitterId: string | null;
  revisionId: string;
  revisionNumber: number;
  textVersion: number;
  title: string;
  abstract: string;
  language: string;
  eventId: string | null;
  pendingRevisionId: string | null;
  pendingStatus: ContributionStatus | null;
  submittedAt: Date | null;
  publishedAt: Date | null;
  updatedAt: Date;
  withdrawnAt: Date | null;
  withdrawalReason: string | null;
  sourceKind: string | null;
  sourceDate: string | null;
  sourceUrl: string | null;
}

/** Select list and joins for ContributionRow over `contribution c`; of a withdrawn one the text is left out. */
export const CONTRIBUTION_COLUMNS = `
  c.id, c.kind, c.reference, c.status, c.version, c.audience, c.embargo_until as "embargoUntil",
  c.submitter_id as "submitterId", r.id as "revisionId", r.number as "revisionNumber", r.text_version as "textVersion",
  r.title, case when c.status = 'WITHDRAWN' then '' else r.abstract end as abstract, r.language, r.event_id as "eventId",
  c.pending_revision_id as "pendingRevisionId", c.pending_status as "pendingStatus",
  c.submitted_at as "submittedAt", c.published_at as "publishedAt", c.updated_at as "updatedAt",
  c.withdrawn_at as "withdrawnAt", c.withdrawal_reason as "withdrawalReason",
  c.source_kind as "sourceKind", c.source_date as "sourceDate", c.source_url as "sourceUrl"`;

/**
 * The same as it read at an instant, over `publication p` that held then and its revision: what was published, and nothing of what was on
 * its way. Its text is out of reach if it was withdrawn since.
 */
export const PAST_COLUMNS = `
  c.id, c.kind, c.reference, 'PUBLISHED' as status, c.version, r.audience, r.embargo_until as "embargoUntil",
  c.submitter_id as "submitterId", r.id as "revisionId", r.number as "revisionNumber", r.text_version as "textVersion",
  r.title, case when c.status = 'WITHDRAWN' then '' else r.abstract end as abstract, r.language, r.event_id as "eventId",
  null as "pendingRevisionId", null as "pendingStatus",
  c.submitted_at as "submittedAt", c.published_at as "publishedAt", p.valid_from as "updatedAt",
  c.withdrawn_at as "withdrawnAt", c.withdrawal_reason as "withdrawalReason",
  c.source_kind as "sourceKind", c.source_date as "sourceDate", c.source_url as "sourceUrl"`;

export const CONTRIBUTION_TABLES = `contribution c join revision r on r.id = c.current_revision_id`;
