import { Check, Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { File } from './file.entity.js';

/** How far the reading of a file is, and what came of it. */
@Entity()
@Index('ix_extraction_due', ['queuedAt'], { where: `((state = 'PENDING'::text) OR (state = 'RUNNING'::text))` })
@Check('ck_extraction_state', `state in ('PENDING', 'RUNNING', 'DONE', 'FAILED')`)
@Check('ck_extraction_failure', `(state = 'FAILED') <= (failure is not null)`)
export class Extraction {
  @PrimaryColumn('uuid')
  fileId: string;

  @OneToOne(() => File, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_extraction_file' })
  file?: Relation<File>;

  @Column('text', { default: 'PENDING' })
  state: string;

  @Column('integer', { nullable: true })
  pageCount: number | null;

  @Column('integer', { default: 0 })
  pagesRead: number;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('text', { array: true, default: '{}' })
  notes: string[];

  @Column('text', { nullable: true })
  failure: string | null;

  /** Its text layer is read; pages that are pictures wait to be recognised. */
  @Column('boolean', { default: false })
  forRecognition: boolean;

  /** Pages whose text was recognised from their pictures. */
  @Column('integer', { array: true, default: '{}' })
  recognisedPages: number[];

  /** The reader that its passages are of. */
  @Column('integer', { nullable: true })
  readerVersion: number | null;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamp with time zone', { default: () => 'now()' })
  queuedAt: Date;

  @Column('timestamp with time zone', { nullable: true })
  notBefore: Date | null;

  /** Until then a worker has it in hand. */
  @Column('timestamp with time zone', { nullable: true })
  claimedUntil: Date | null;

  /** Made each time that a worker takes it: whoever comes back late has another one. */
  @Column('uuid', { nullable: true })
  claim: string | null;

  @Column('timestamp with time zone', { nullable: true })
  finishedAt: Date | null;
}
