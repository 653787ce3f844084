import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** The pair of a contribution and a recommendation; what is claimed of it stands in its claims. */
@Entity()
@Index('uq_recommendation_link_ends', ['contributionId', 'recommendationId'], { unique: true })
@Index('ix_recommendation_link_recommendation', ['recommendationId', 'id', 'contributionId'])
@Check('ck_recommendation_link_origin', `origin in ('AUTHOR', 'ANALYST', 'SUGGESTED', 'IMPORTED')`)
export class RecommendationLink {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_recommendation_link_contribution' })
  contribution?: unknown;

  @Column('uuid')
  contributionId: string;

  @ManyToOne('Recommendation', { nullable: false })
  @JoinColumn({ name: 'recommendation_id', foreignKeyConstraintName: 'fk_recommendation_link_recommendation' })
  recommendation?: unknown;

  @Column('uuid')
  recommendationId: string;

  @Column('text')
  origin: string;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;
}
