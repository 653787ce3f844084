import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { LinkClaim } from './link-claim.entity.js';

/** The passage that says so, and where in it. */
@Entity()
@Index('ix_evidence_passage', ['passageId'])
@Check('ck_evidence_offsets', 'start_offset >= 0 and start_offset < end_offset')
export class Evidence {
  @ManyToOne(() => LinkClaim, { nullable: false })
  @JoinColumn({ name: 'claim_id', foreignKeyConstraintName: 'fk_evidence_claim' })
  claim?: Relation<LinkClaim>;

  @PrimaryColumn('uuid')
  claimId: string;

  @PrimaryColumn('integer')
  position: number;

  @ManyToOne('Passage', { nullable: false })
  @JoinColumn({ name: 'passage_id', foreignKeyConstraintName: 'fk_evidence_passage' })
  passage?: unknown;

  @Column('uuid')
  passageId: string;

  @Column('text')
  quote: string;

  /** What stood just before and after it when it was quoted, to find it by in a text that was read anew. */
  @Column('text', { default: '' })
  prefix: string;

  @Column('text', { default: '' })
  suffix: string;

  /** In UTF-16 units of the passage's text; the end is exclusive. */
  @Column('integer')
  startOffset: number;

  @Column('integer')
  endOffset: number;
}
