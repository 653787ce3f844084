import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A word in its indexed form, in one language. */
@Entity()
@Index('uq_term_lexeme', ['language', 'lexeme'], { unique: true })
export class Term {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** Key of the text search configuration: de, en, … or simple. */
  @Column('text')
  language: string;

  @Column('text')
  lexeme: string;

  /** Texts that have it, counted now and then by the worker: good enough to tell common words, never used as a count. */
  @Column('integer', { default: 0 })
  df: number;
}
