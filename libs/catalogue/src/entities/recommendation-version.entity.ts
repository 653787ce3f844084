import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { InformationSystem } from './information-system.entity.js';
import { Recommendation } from './recommendation.entity.js';
import { Sourced } from './sourced.js';
import { Theme } from './theme.entity.js';

/** A recommendation as it read from one instant to another. A trigger refuses any change but closing it. */
@Entity()
@Index('uq_recommendation_version_number', ['recommendationId', 'number'], { unique: true })
@Index('uq_recommendation_version_current', ['recommendationId'], { unique: true, where: 'valid_to is null' })
@Check(
  'ck_recommendation_version_kind',
  `kind in ('RECOMMENDATION', 'CONCLUSION', 'FINDING', 'PRINCIPLE', 'MANDATE', 'ANNEXED_POSITION', 'FOLLOW_UP', 'INPUT')`,
)
@Check(
  'ck_recommendation_version_attestation',
  `attestation in ('PRIMARY', 'OFFICIAL_RESTATEMENT', 'OFFICIAL_FOLLOW_UP', 'QUOTED_BY_THIRD_PARTY', 'REPORTED_BY_THIRD_PARTY')`,
)
@Check('ck_recommendation_version_validity', 'valid_to >= valid_from')
@Exclusion(
  'ex_recommendation_version_validity',
  'using gist (recommendation_id with =, tstzrange(valid_from, valid_to) with &&)',
)
export class RecommendationVersion extends Sourced {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => Recommendation, { nullable: false })
  @JoinColumn({ name: 'recommendation_id', foreignKeyConstraintName: 'fk_recommendation_version_recommendation' })
  recommendation?: Relation<Recommendation>;

  @Column('uuid')
  recommendationId: string;

  @Column('integer')
  number: number;

  @Column('text')
  kind: string;

  @Column('text')
  chapter: string;

  @Column('text')
  title: string;

  @Column('text')
  summary: string;

  /** As stated in the source. */
  @Column('text', { array: true })
  addressees: string[];

  /** As we read it. */
  @Column('text', { array: true })
  addresseesInferred: string[];

  @Column('text')
  contentHash: string;

  @Column('timestamp with time zone')
  validFrom: Date;

  /** Null for the current one. */
  @Column('timestamp with time zone', { nullable: true })
  validTo: Date | null;
}

@Entity()
@Index('ix_recommendation_version_theme_theme', ['themeId'])
export class RecommendationVersionTheme {
  @ManyToOne(() => RecommendationVersion, { nullable: false })
  @JoinColumn({ name: 'version_id', foreignKeyConstraintName: 'fk_recommendation_version_theme_version' })
  version?: Relation<RecommendationVersion>;

  @PrimaryColumn('uuid')
  versionId: string;

  @ManyToOne(() => Theme, { nullable: false })
  @JoinColumn({ name: 'theme_id', foreignKeyConstraintName: 'fk_recommendation_version_theme_theme' })
  theme?: Relation<Theme>;

  @PrimaryColumn('uuid')
  themeId: string;

  @Column('integer')
  position: number;
}

@Entity()
@Index('ix_recommendation_version_system_system', ['systemId'])
export class RecommendationVersionSystem {
  @ManyToOne(() => RecommendationVersion, { nullable: false })
  @JoinColumn({ name: 'version_id', foreignKeyConstraintName: 'fk_recommendation_version_system_version' })
  version?: Relation<RecommendationVersion>;

  @PrimaryColumn('uuid')
  versionId: string;

  @ManyToOne(() => InformationSystem, { nullable: false })
  @JoinColumn({ name: 'system_id', foreignKeyConstraintName: 'fk_recommendation_version_system_system' })
  system?: Relation<InformationSystem>;

  @PrimaryColumn('uuid')
  systemId: string;

  @Column('integer')
  position: number;
}
