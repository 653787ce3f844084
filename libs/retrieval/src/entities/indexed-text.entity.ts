import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A text that can be found: the head of something (title and abstract), or a passage of its body. */
@Entity()
@Index('uq_indexed_text_unit', { synchronize: false })
@Check('ck_indexed_text_field', `field = ANY (ARRAY['HEAD'::text, 'BODY'::text])`)
@Check('ck_indexed_text_unit', `(field = 'HEAD'::text) = (unit_id IS NULL)`)
export class IndexedText {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** What the text belongs to, and what a hit collapses to. */
  @Column('uuid')
  ownerId: string;

  /** The passage, for texts of a body. */
  @Column('uuid', { nullable: true })
  unitId: string | null;

  @Column('text')
  field: string;

  @Column('text')
  language: string;

  /** Words, those of titles counted thrice and of headings twice. */
  @Column('integer')
  length: number;

  /** Words with their positions; titles are labelled A, headings B. Phrases and neighbourhood are read from it. */
  @Column('tsvector')
  vector: string;
}
