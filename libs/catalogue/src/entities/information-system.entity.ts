import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An information system or component that recommendations and papers speak of. */
@Entity()
@Index('uq_information_system_code', ['code'], { unique: true })
@Check('ck_information_system_confidence', `confidence in ('VERIFIED', 'SECONDARY', 'BACKGROUND')`)
export class InformationSystem {
  @PrimaryColumn('uuid')
  id: string;

  /** Upper case ASCII. */
  @Column('text')
  code: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  synonyms: string[];

  @Column('text', { nullable: true })
  kind: string | null;

  @Column('text', { nullable: true })
  operator: string | null;

  @Column('text', { nullable: true })
  purpose: string | null;

  @Column('text', { nullable: true })
  dataSubjects: string | null;

  @Column('text', { nullable: true })
  biometrics: string | null;

  @Column('text', { nullable: true })
  statusNote: string | null;

  @Column('text')
  source: string;

  @Column('text')
  confidence: string;

  @Column('integer')
  position: number;

  /** For optimistic locking. */
  @Column('integer', { default: 1 })
  version: number;

  /** Hash of the item as last loaded from the files. */
  @Column('text')
  contentHash: string;
}
