import { Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Contribution } from './contribution.entity.js';
import { Revision } from './revision.entity.js';

/** From when to when a revision was the published one. Rows are closed, never changed: so it can be had again as it stood. */
@Entity()
@Index('ix_publication_revision', ['revisionId'])
@Exclusion('ex_publication_validity', 'using gist (contribution_id with =, tstzrange(valid_from, valid_to) with &&)')
export class Publication {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => Contribution, { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_publication_contribution' })
  contribution?: Relation<Contribution>;

  @Column('uuid')
  contributionId: string;

  @ManyToOne(() => Revision, { nullable: false })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_publication_revision' })
  revision?: Relation<Revision>;

  @Column('uuid')
  revisionId: string;

  @Column('timestamp with time zone')
  validFrom: Date;

  @Column('timestamp with time zone', { nullable: true })
  validTo: Date | null;
}
