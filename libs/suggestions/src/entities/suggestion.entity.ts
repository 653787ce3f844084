import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What a paper probably speaks to, as Roundtable sees it, and what an analyst decided on that. Never a link by itself. */
@Entity()
@Index('uq_suggestion_target', ['contributionId', 'kind', 'targetId'], { unique: true })
@Index('ix_suggestion_revision', ['revisionId'])
@Index('ix_suggestion_decided_by', ['decidedBy'])
@Index('ix_suggestion_passage', ['passageId'])
@Check('ck_suggestion_kind', `kind in ('RECOMMENDATION', 'THEME', 'SYSTEM')`)
@Check('ck_suggestion_state', `state in ('OPEN', 'ACCEPTED', 'CORRECTED', 'REJECTED')`)
@Check('ck_suggestion_confidence', 'confidence between 0 and 1')
@Check('ck_suggestion_decided', `(state = 'OPEN') = (decided_at is null)`)
@Check('ck_suggestion_rejection', `state <> 'REJECTED' or reason is not null`)
export class Suggestion {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_suggestion_contribution' })
  contribution?: unknown;

  @Column('uuid')
  contributionId: string;

  /** The revision it was made on. */
  @ManyToOne('Revision', { nullable: false })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_suggestion_revision' })
  revision?: unknown;

  @Column('uuid')
  revisionId: string;

  @Column('text')
  kind: string;

  /** A recommendation, theme or system, as its kind says. */
  @Column('uuid')
  targetId: string;

  @Column('double precision')
  confidence: number;

  /** What spoke for it. */
  @Column('text', { array: true })
  method: string[];

  /** Where the paper says so; null when that passage is gone. */
  @ManyToOne('Passage', { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'passage_id', foreignKeyConstraintName: 'fk_suggestion_passage' })
  passage?: unknown;

  @Column('uuid', { nullable: true })
  passageId: string | null;

  /** In UTF-16 units of the passage's text; the end is exclusive. */
  @Column('integer', { nullable: true })
  startOffset: number | null;

  @Column('integer', { nullable: true })
  endOffset: number | null;

  @Column('text')
  state: string;

  @Column('text', { nullable: true })
  reason: string | null;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'fk_suggestion_decided_by' })
  decider?: unknown;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamp with time zone', { nullable: true })
  decidedAt: Date | null;
}
