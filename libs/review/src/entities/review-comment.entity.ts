import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What an analyst asks to have changed, at a passage or of the whole. Its author reads it once changes are requested. */
@Entity()
@Index('ix_review_comment_contribution', ['contributionId', 'madeAt', 'id'])
@Check('ck_review_comment_text', 'char_length(text) between 1 and 3000')
@Check('ck_review_comment_quote', 'quote is null or passage_id is not null')
export class ReviewComment {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_review_comment_contribution' })
  contribution?: unknown;

  @Column('uuid')
  contributionId: string;

  @ManyToOne('Passage', { nullable: true })
  @JoinColumn({ name: 'passage_id', foreignKeyConstraintName: 'fk_review_comment_passage' })
  passage?: unknown;

  /** Null: it is about the whole. */
  @Column('uuid', { nullable: true })
  passageId: string | null;

  /** The words that are meant, where it is not the whole passage. */
  @Column('text', { nullable: true })
  quote: string | null;

  @Column('text')
  text: string;

  @ManyToOne('Account', { nullable: false })
  @JoinColumn({ name: 'made_by', foreignKeyConstraintName: 'fk_review_comment_made_by' })
  maker?: unknown;

  @Column('uuid')
  madeBy: string;

  @Column('timestamp with time zone', { default: () => 'now()' })
  madeAt: Date;

  /** When it went to the author; until then only analysts read it. */
  @Column('timestamp with time zone', { nullable: true })
  sentAt: Date | null;
}
