import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Revision } from './revision.entity.js';

/** An organisation as a frozen revision named it, before that record was merged into another. */
@Entity()
export class MergedSpeaker {
  @ManyToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_merged_speaker_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @ManyToOne('Organisation')
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_merged_speaker_organisation' })
  organisation?: unknown;

  @PrimaryColumn('uuid')
  organisationId: string;

  @Column('integer')
  position: number;

  @Column('timestamp with time zone', { default: () => 'now()' })
  mergedAt: Date;
}
