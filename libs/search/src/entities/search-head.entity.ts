import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/**
 * What filters, facets and sorting need of a contribution's current revision. Status, audience and the like are not repeated
 * here: the reading gate looks at the contribution itself, so a projection that is behind can hide, never leak.
 */
@Entity()
@Index('ix_search_head_title', ['titleKey', 'contributionId'])
@Index('ix_search_head_event', ['eventSlug'])
@Index('ix_search_head_theme_codes', { synchronize: false })
@Index('ix_search_head_system_codes', { synchronize: false })
@Index('ix_search_head_recommendation_codes', { synchronize: false })
@Index('ix_search_head_organisation_ids', { synchronize: false })
export class SearchHead {
  @PrimaryColumn('uuid')
  contributionId: string;

  @ManyToOne('Contribution', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_search_head_contribution' })
  contribution?: unknown;

  /** The title without accents and case, to sort by. */
  @Column('text')
  titleKey: string;

  @Column('text')
  language: string;

  /** With all broader ones. */
  @Column('text', { array: true })
  themeCodes: string[];

  @Column('text', { array: true })
  systemCodes: string[];

  /** Of current confirmed links, like stances. */
  @Column('text', { array: true })
  recommendationCodes: string[];

  @Column('text', { array: true })
  stances: string[];

  /** Both of the same link: HLEG-ESP-01 SUPPORTS. */
  @Column('text', { array: true })
  recommendationStances: string[];

  @Column('uuid', { array: true })
  organisationIds: string[];

  @Column('text', { array: true })
  organisationKinds: string[];

  @Column('text', { nullable: true })
  eventSlug: string | null;

  /** Its indexed texts, for the statistics of what somebody may read. */
  @Column('integer')
  textCount: number;

  @Column('integer')
  textLength: number;

  /** Rises with every change of the row. */
  @Column('integer')
  rev: number;

  @Column('text')
  hash: string;
}
