import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Term } from './term.entity.js';

/**
 * A word as it is written, without accents and case, and the indexed form it leads to. Half-typed and misspelt words are looked
 * up here, since stems are too short for that: "informati" begins "information", but not its stem.
 */
@Entity()
@Index('ix_word_form_term', ['termId'])
export class WordForm {
  /** Compared byte by byte, so that a beginning is a range of the primary key. */
  @PrimaryColumn('text', { collation: 'C' })
  form: string;

  /** Key of the text search configuration: de, en, … or simple. */
  @PrimaryColumn('text')
  language: string;

  @ManyToOne(() => Term, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'term_id', foreignKeyConstraintName: 'fk_word_form_term' })
  term?: Relation<Term>;

  @Column('bigint')
  termId: string;
}
