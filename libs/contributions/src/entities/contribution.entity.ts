import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Revision } from './revision.entity.js';

const STATUSES = `'DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED', 'PUBLISHED', 'DECLINED', 'WITHDRAWN'`;

/** A paper on its way from draft to publication. What it says stands in its revisions; this row says which one holds. */
@Entity()
@Index('uq_contribution_reference', ['reference'], { unique: true })
@Index('uq_contribution_import_key', ['importKey'], { unique: true })
@Index('ix_contribution_sort', ['sortAt', 'id'])
@Index('ix_contribution_updated', ['updatedAt', 'id'])
@Index('ix_contribution_submitter', ['submitterId'])
@Index('ix_contribution_submitter_organisation', ['submitterOrganisationId'])
@Index('ix_contribution_current_revision', ['currentRevisionId'])
@Check('ck_contribution_kind', `kind in ('POSITION_PAPER', 'TECHNOLOGY_NOTE', 'IMPLEMENTATION_OPTION')`)
@Check('ck_contribution_status', `status in (${STATUSES})`)
@Check('ck_contribution_audience', `audience in ('PUBLIC', 'AGENCY', 'CONFIDENTIAL')`)
@Check(
  'ck_contribution_pending',
  `(pending_revision_id is null) = (pending_status is null) and (pending_status is null or (status = 'PUBLISHED' and pending_status in ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED')))`,
)
@Check('ck_contribution_reference', `status in ('DRAFT', 'WITHDRAWN') or reference is not null`)
@Check('ck_contribution_published', `status <> 'PUBLISHED' or published_at is not null`)
@Check(
  'ck_contribution_withdrawn',
  `(status = 'WITHDRAWN') = (withdrawn_at is not null and withdrawal_reason is not null)`,
)
export class Contribution {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: string;

  @Column('text', { nullable: true })
  reference: string | null;

  @Column('text')
  status: string;

  /** For optimistic locking: every change of content or state raises it by one. */
  @Column('integer', { default: 1 })
  version: number;

  /** Audience and embargo of the current revision, kept here for the reading gate. */
  @Column('text')
  audience: string;

  @Column('timestamp with time zone', { nullable: true })
  embargoUntil: Date | null;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'submitter_id', foreignKeyConstraintName: 'fk_contribution_submitter' })
  submitter?: unknown;

  /** Null for an imported one. */
  @Column('uuid', { nullable: true })
  submitterId: string | null;

  @ManyToOne('Organisation', { nullable: true })
  @JoinColumn({ name: 'submitter_organisation_id', foreignKeyConstraintName: 'fk_contribution_submitter_organisation' })
  submitterOrganisation?: unknown;

  @Column('uuid', { nullable: true })
  submitterOrganisationId: string | null;

  // The column is not null; the relation must not say so, or TypeORM sees a circle of two tables that need each other.
  @ManyToOne(() => Revision, { deferrable: 'INITIALLY DEFERRED' })
  @JoinColumn({ name: 'current_revision_id', foreignKeyConstraintName: 'fk_contribution_current_revision' })
  currentRevision?: Relation<Revision>;

  /** The published revision of a published one; of any other, the newest. */
  @Column('uuid')
  currentRevisionId: string;

  @ManyToOne(() => Revision, { nullable: true, deferrable: 'INITIALLY DEFERRED' })
  @JoinColumn({ name: 'pending_revision_id', foreignKeyConstraintName: 'fk_contribution_pending_revision' })
  pendingRevision?: Relation<Revision> | null;

  /** Of a published one: the next revision on its way. */
  @Column('uuid', { nullable: true })
  pendingRevisionId: string | null;

  @Column('text', { nullable: true })
  pendingStatus: string | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;

  /** First submission. */
  @Column('timestamp with time zone', { nullable: true })
  submittedAt: Date | null;

  /** First publication. */
  @Column('timestamp with time zone', { nullable: true })
  publishedAt: Date | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  updatedAt: Date;

  /** First publication, else first submission, else creation: the order of lists. */
  @Column('timestamp with time zone', { default: () => 'now()' })
  sortAt: Date;

  @Column('timestamp with time zone', { nullable: true })
  withdrawnAt: Date | null;

  @Column('text', { nullable: true })
  withdrawalReason: string | null;

  @Column('text', { nullable: true })
  sourceKind: string | null;

  @Column('text', { nullable: true })
  sourceDate: string | null;

  @Column('text', { nullable: true })
  sourceUrl: string | null;

  /** Fingerprint of an imported text: the same content is never imported twice. */
  @Column('text', { nullable: true })
  importKey: string | null;
}
