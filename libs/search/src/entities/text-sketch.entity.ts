import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';

/** Of which revision of a contribution hashes of shingles are kept, and how many: those that the modulus divides. */
@Entity()
@Check('ck_text_sketch_modulus', 'modulus = ANY (ARRAY[1, 8, 64])')
export class TextSketch {
  @PrimaryColumn('uuid')
  contributionId: string;

  @OneToOne('Contribution', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_text_sketch_contribution' })
  contribution?: unknown;

  /** A sketch of another revision than the current one is behind, and not read. */
  @Column('uuid')
  revisionId: string;

  @Column('integer')
  modulus: number;

  @Column('integer')
  size: number;
}
