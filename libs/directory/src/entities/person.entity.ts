import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organisation } from './organisation.entity.js';

/** An author, who needs no account. */
@Entity()
@Index('uq_person_orcid', ['orcid'], { unique: true })
@Index('ix_person_name_key', ['nameKey'])
@Index('ix_person_affiliation', ['affiliationId'])
export class Person {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** What all spellings of the name share; not unique, since names are not. */
  @Column('text')
  nameKey: string;

  @ManyToOne(() => Organisation, { nullable: true })
  @JoinColumn({ name: 'affiliation_id', foreignKeyConstraintName: 'fk_person_affiliation' })
  affiliation?: Relation<Organisation> | null;

  @Column('uuid', { nullable: true })
  affiliationId: string | null;

  /** Sixteen characters with hyphens. */
  @Column('text', { nullable: true })
  orcid: string | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;
}
