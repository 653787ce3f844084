import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * That a text has a word, and how often. Without foreign keys: it is derived, written in bulk, and every row would pay
 * for two look-ups.
 */
@Entity()
export class Posting {
  @PrimaryColumn('bigint')
  termId: string;

  @PrimaryColumn('bigint')
  textId: string;

  @Column('uuid')
  ownerId: string;

  /** Occurrences, those in titles counted thrice and in headings twice. */
  @Column('smallint')
  tf: number;

  /** Length of the text, repeated here so that the index alone can score. */
  @Column('integer')
  length: number;
}
