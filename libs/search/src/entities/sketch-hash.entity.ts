import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TextSketch } from './text-sketch.entity.js';

/** The hash of a shingle that stands in a contribution's current revision. */
@Entity()
@Index('ix_sketch_hash_contribution_id', ['contributionId'])
export class SketchHash {
  @PrimaryColumn('bigint')
  hash: string;

  @PrimaryColumn('uuid')
  contributionId: string;

  @ManyToOne(() => TextSketch, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_sketch_hash_text_sketch' })
  sketch?: Relation<TextSketch>;
}
