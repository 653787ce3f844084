import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Recommendation } from './recommendation.entity.js';

/** Phrases that point to a recommendation when a text says them. What analysts wrote is never replaced by a file. */
@Entity()
export class RecommendationCues {
  @OneToOne(() => Recommendation, { nullable: false })
  @JoinColumn({ name: 'recommendation_id', foreignKeyConstraintName: 'fk_recommendation_cues_recommendation' })
  recommendation?: Relation<Recommendation>;

  @PrimaryColumn('uuid')
  recommendationId: string;

  @Column('text', { array: true })
  phrases: string[];

  @Column('boolean', { default: false })
  edited: boolean;
}
