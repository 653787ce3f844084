import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** For which text of a contribution, and which taxonomy, suggestions were made last. */
@Entity()
@Index('ix_suggestion_run_revision', ['revisionId'])
@Index('ix_suggestion_run_refine', ['refineAfter'], { where: 'refine_after is not null' })
export class SuggestionRun {
  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_suggestion_run_contribution' })
  contribution?: unknown;

  @PrimaryColumn('uuid')
  contributionId: string;

  @ManyToOne('Revision', { nullable: false })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_suggestion_run_revision' })
  revision?: unknown;

  @Column('uuid')
  revisionId: string;

  /** Hash of what may be suggested, with its words. */
  @Column('text')
  taxonomy: string;

  /** Why the last try failed; null when it did not. */
  @Column('text', { nullable: true })
  failure: string | null;

  /** How often passages had changed when it read them. */
  @Column('bigint', { default: 0 })
  changes: string;

  /** From when on an embedder may refine the order; null when none is to, or one has. */
  @Column('timestamptz', { nullable: true })
  refineAfter: Date | null;
}
