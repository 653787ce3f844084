import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RecommendationLink } from './recommendation-link.entity.js';

const STANCES = `'SUPPORTS', 'SUPPORTS_WITH_CHANGES', 'ANSWERS', 'QUESTIONS', 'OFFERS_ALTERNATIVE', 'OPPOSES', 'UNSTATED'`;

/** What is claimed of a link, from when to when. A decision closes one row and opens the next; the open one holds. */
@Entity()
@Index('uq_link_claim_number', ['linkId', 'number'], { unique: true })
@Index('uq_link_claim_current', ['linkId'], { unique: true, where: 'valid_to IS NULL' })
@Index('ix_link_claim_open', ['linkId', 'state', 'stance', 'textVersion', 'recommendationVersion', 'evidenceLost'], {
  where: 'valid_to IS NULL',
})
@Check('ck_link_claim_stance', `stance in (${STANCES})`)
@Check('ck_link_claim_strength', `strength in ('MENTIONS', 'ADDRESSES', 'CENTRAL')`)
@Check('ck_link_claim_state', `state in ('SUGGESTED', 'PROPOSED', 'CONFIRMED', 'REJECTED')`)
@Check('ck_link_claim_confidence', 'confidence between 0 and 1')
@Check('ck_link_claim_decided', `(state in ('CONFIRMED', 'REJECTED')) = (decided_at is not null)`)
@Check('ck_link_claim_rejection', `state <> 'REJECTED' or decision_reason is not null`)
@Exclusion('ex_link_claim_validity', 'using gist (link_id with =, tstzrange(valid_from, valid_to) with &&)')
export class LinkClaim {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => RecommendationLink, { nullable: false })
  @JoinColumn({ name: 'link_id', foreignKeyConstraintName: 'fk_link_claim_link' })
  link?: Relation<RecommendationLink>;

  @Column('uuid')
  linkId: string;

  @Column('integer')
  number: number;

  /** The contribution's revision the claim was made on, and the version of its text. */
  @Column('integer')
  revisionNumber: number;

  @Column('integer')
  textVersion: number;

  @Column('integer')
  recommendationVersion: number;

  @Column('text')
  stance: string;

  @Column('text')
  strength: string;

  @Column('text')
  rationale: string;

  @Column('text')
  state: string;

  @Column('double precision', { nullable: true })
  confidence: number | null;

  /** A quote of its evidence stands nowhere since a file was read anew. */
  @Column('boolean', { default: false })
  evidenceLost: boolean;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'made_by', foreignKeyConstraintName: 'fk_link_claim_made_by' })
  maker?: unknown;

  @Column('uuid', { nullable: true })
  madeBy: string | null;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'fk_link_claim_decided_by' })
  decider?: unknown;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamp with time zone', { nullable: true })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  decisionReason: string | null;

  @Column('timestamp with time zone')
  validFrom: Date;

  @Column('timestamp with time zone', { nullable: true })
  validTo: Date | null;
}
