import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A piece of text that can be found, quoted and cited. Its text never changes; what is no longer said stops being current. */
@Entity()
@Index('ix_passage_contribution', ['contributionId', 'part', 'position'])
@Index('ix_passage_revision', ['revisionId', 'part', 'position'])
@Index('ix_passage_file', ['fileId'], { where: '(file_id IS NOT NULL)' })
@Check('ck_passage_part', `part in ('ABSTRACT', 'BODY', 'FILE')`)
export class Passage {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_passage_contribution' })
  contribution?: unknown;

  @Column('uuid')
  contributionId: string;

  @ManyToOne('Revision', { nullable: false })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_passage_revision' })
  revision?: unknown;

  /** The newest revision that says it. */
  @Column('uuid')
  revisionId: string;

  @Column('text')
  part: string;

  /** Of a FILE passage: the file it was read from. */
  @ManyToOne('File', { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_passage_file' })
  file?: unknown;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  @Column('integer', { nullable: true })
  page: number | null;

  @Column('integer')
  position: number;

  @Column('text', { nullable: true })
  heading: string | null;

  @Column('text')
  text: string;

  @Column('text')
  language: string;

  /** The contribution's current revision says it. */
  @Column('boolean')
  current: boolean;

  /** Quoted as evidence, so it stays even when it is no longer current. */
  @Column('boolean', { default: false })
  kept: boolean;
}
