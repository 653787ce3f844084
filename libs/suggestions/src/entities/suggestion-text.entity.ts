import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** How often the passages of a contribution changed; written by triggers. Suggestions made of fewer changes are due again. */
@Entity()
export class SuggestionText {
  @PrimaryColumn('uuid')
  contributionId: string;

  @ManyToOne('Contribution', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_suggestion_text_contribution' })
  contribution?: unknown;

  @Column('bigint')
  changes: string;
}
