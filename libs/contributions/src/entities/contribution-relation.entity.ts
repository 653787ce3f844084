import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Contribution } from './contribution.entity.js';

/** What is said of two papers, from when to when. Rows are closed, never changed; a pair has each kind once at a time, whichever way round. */
@Entity()
@Index('ix_contribution_relation_from', ['fromId'])
@Index('ix_contribution_relation_to', ['toId'])
@Check('ck_contribution_relation_kind', `kind in ('RESPONDS_TO', 'SUPERSEDES', 'COMPLEMENTS', 'CONTRADICTS')`)
@Check('ck_contribution_relation_origin', `origin in ('AUTHOR', 'ANALYST')`)
@Check('ck_contribution_relation_ends', 'from_id <> to_id')
@Exclusion(
  'ex_contribution_relation_pair',
  'using gist (kind with =, least(from_id, to_id) with =, greatest(from_id, to_id) with =, tstzrange(valid_from, valid_to) with &&)',
)
export class ContributionRelation {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => Contribution, { nullable: false })
  @JoinColumn({ name: 'from_id', foreignKeyConstraintName: 'fk_contribution_relation_from' })
  from?: Relation<Contribution>;

  /** The one that responds, supersedes, complements or contradicts. */
  @Column('uuid')
  fromId: string;

  @ManyToOne(() => Contribution, { nullable: false })
  @JoinColumn({ name: 'to_id', foreignKeyConstraintName: 'fk_contribution_relation_to' })
  to?: Relation<Contribution>;

  @Column('uuid')
  toId: string;

  @Column('text')
  kind: string;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  origin: string;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'made_by', foreignKeyConstraintName: 'fk_contribution_relation_made_by' })
  maker?: unknown;

  @Column('uuid', { nullable: true })
  madeBy: string | null;

  @Column('timestamp with time zone')
  validFrom: Date;

  @Column('timestamp with time zone', { nullable: true })
  validTo: Date | null;
}
