import { Column } from 'typeorm';

/** Columns of what is known from a document: which one, where in it, and how well it attests what it says. */
export abstract class Sourced {
  @Column('text')
  sourceDocument: string;

  @Column('text', { nullable: true })
  sourceUrl: string | null;

  @Column('text', { nullable: true })
  sourceSection: string | null;

  @Column('text', { nullable: true })
  sourcePage: string | null;

  @Column('text', { nullable: true })
  sourceStage: string | null;

  @Column('text')
  attestation: string;

  @Column('text', { nullable: true })
  note: string | null;
}
