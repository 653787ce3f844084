import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Extraction } from './extraction.entity.js';

/** A piece of a file's text as it was read; the passages of revisions that have the file are made from it. */
@Entity()
export class ExtractedPassage {
  @ManyToOne(() => Extraction, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_extracted_passage_extraction' })
  extraction?: Relation<Extraction>;

  @PrimaryColumn('uuid')
  fileId: string;

  @PrimaryColumn('integer')
  position: number;

  @Column('integer', { nullable: true })
  page: number | null;

  @Column('text', { nullable: true })
  heading: string | null;

  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  language: string | null;
}
