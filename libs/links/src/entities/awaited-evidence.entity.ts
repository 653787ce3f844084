import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { LinkClaim } from './link-claim.entity.js';

/** A quote of a file that was not read when it was given; it becomes evidence, or says why it cannot. */
@Entity()
@Index('ix_awaited_evidence_file', ['fileId'])
@Check('ck_awaited_evidence_page', 'page > 0')
export class AwaitedEvidence {
  @ManyToOne(() => LinkClaim, { nullable: false })
  @JoinColumn({ name: 'claim_id', foreignKeyConstraintName: 'fk_awaited_evidence_claim' })
  claim?: Relation<LinkClaim>;

  @PrimaryColumn('uuid')
  claimId: string;

  @PrimaryColumn('integer')
  position: number;

  @Column('text')
  quote: string;

  @Column('text')
  prefix: string;

  @Column('text')
  suffix: string;

  /** The file that it is meant to be in; any of the paper's when absent. */
  @ManyToOne('File', { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_awaited_evidence_file' })
  file?: unknown;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  @Column('integer', { nullable: true })
  page: number | null;

  /** Why it was not found, when its files have been read. */
  @Column('text', { nullable: true })
  failure: string | null;
}
