import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A word of a name that something bears. It only says where to look: rights are asked of the contribution itself, and what is shown
 * is read from where the name stands, so that rows that are behind can hide, never leak.
 */
@Entity()
@Index('ix_name_word_word', ['word'])
@Index('ix_name_word_begin_1', { synchronize: false })
@Index('ix_name_word_begin_2', { synchronize: false })
@Index('ix_name_word_begin_3', { synchronize: false })
@Check(
  'ck_name_word_kind',
  `kind = ANY (ARRAY['CONTRIBUTION'::text, 'RECOMMENDATION'::text, 'THEME'::text, 'SYSTEM'::text, 'ORGANISATION'::text, 'EVENT'::text])`,
)
export class NameWord {
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('uuid')
  thingId: string;

  /** Which of its names, as names_of counts them. */
  @PrimaryColumn('integer')
  number: number;

  /** Without accents and case, at most 64 letters. Compared byte by byte, so that a beginning is a range of the index. */
  @PrimaryColumn('text', { collation: 'C' })
  word: string;

  /** Other words stand before it in the name. */
  @Column('boolean')
  later: boolean;

  /** Length of the whole name: of two that fit, the shorter comes first. */
  @Column('integer')
  letters: number;

  /** The whole name as it is compared, to look for the other words in. */
  @Column('text')
  name: string;

  /** Of the name as it is written: a row that is behind its name is told by it. */
  @Column('uuid')
  nameMd5: string;
}
