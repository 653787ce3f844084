import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';

/** Which analyst has a contribution in hand. It shuts nobody else out. */
@Entity()
@Index('ix_review_assignment_account', ['accountId'])
export class ReviewAssignment {
  // What belongs to other areas is named, not imported.
  @OneToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_review_assignment_contribution' })
  contribution?: unknown;

  @PrimaryColumn('uuid')
  contributionId: string;

  @ManyToOne('Account', { nullable: false })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_review_assignment_account' })
  account?: unknown;

  @Column('uuid')
  accountId: string;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'assigned_by', foreignKeyConstraintName: 'fk_review_assignment_assigned_by' })
  assigner?: unknown;

  @Column('uuid', { nullable: true })
  assignedBy: string | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  assignedAt: Date;
}
