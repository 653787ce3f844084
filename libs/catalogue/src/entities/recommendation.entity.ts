import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Sourced } from './sourced.js';

/** A body of recommendations adopted together. */
@Entity()
@Index('uq_recommendation_set_code', ['code'], { unique: true })
@Check(
  'ck_recommendation_set_attestation',
  `attestation in ('PRIMARY', 'OFFICIAL_RESTATEMENT', 'OFFICIAL_FOLLOW_UP', 'QUOTED_BY_THIRD_PARTY', 'REPORTED_BY_THIRD_PARTY')`,
)
export class RecommendationSet extends Sourced {
  @PrimaryColumn('uuid')
  id: string;

  /** Upper case ASCII. */
  @Column('text')
  code: string;

  @Column('text')
  title: string;

  @Column('text')
  issuer: string;

  @Column('date', { nullable: true })
  adoptedOn: string | null;

  @Column('integer')
  position: number;

  /** Hash of the item as last loaded from the files. */
  @Column('text')
  contentHash: string;
}

/** What stays the same of a recommendation while its wording changes; the wording is in its versions. */
@Entity()
@Index('uq_recommendation_code', ['code'], { unique: true })
@Index('ix_recommendation_set', ['setId', 'position', 'id'])
export class Recommendation {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => RecommendationSet, { nullable: false })
  @JoinColumn({ name: 'set_id', foreignKeyConstraintName: 'fk_recommendation_set' })
  set?: Relation<RecommendationSet>;

  @Column('uuid')
  setId: string;

  /** Upper case ASCII. */
  @Column('text')
  code: string;

  /** Place in its set. */
  @Column('integer')
  position: number;

  /** Number of the current version. */
  @Column('integer')
  version: number;

  /** When an administrator made it; null of what came with the files, which is taken to have been there always. */
  @Column('timestamp with time zone', { nullable: true })
  createdAt: Date | null;
}
