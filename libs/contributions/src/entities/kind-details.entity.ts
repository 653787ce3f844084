import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Revision } from './revision.entity.js';

/** A position paper's own fields. */
@Entity()
export class PositionPaper {
  @OneToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_position_paper_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @Column('text', { nullable: true })
  statement: string | null;

  @Column('text', { array: true })
  asks: string[];
}

/** A technology note's own fields. */
@Entity()
@Check('ck_technology_note_maturity', 'maturity between 1 and 9')
export class TechnologyNote {
  @OneToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_technology_note_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @Column('text', { nullable: true })
  technology: string | null;

  /** Technology readiness level. */
  @Column('smallint', { nullable: true })
  maturity: number | null;

  @Column('text', { array: true })
  standards: string[];

  @Column('text', { array: true })
  limits: string[];
}

/** An implementation option's own fields. */
@Entity()
@Check(
  'ck_implementation_option_architecture',
  `architecture in ('CENTRALISED', 'FEDERATED', 'DECENTRALISED', 'HYBRID')`,
)
@Check(
  'ck_implementation_option_cost',
  'cost_low >= 0 and cost_low <= cost_high and num_nonnulls(cost_low, cost_high, cost_currency) in (0, 3)',
)
@Check(
  'ck_implementation_option_duration',
  'duration_low_months >= 0 and duration_low_months <= duration_high_months and num_nonnulls(duration_low_months, duration_high_months) in (0, 2)',
)
export class ImplementationOption {
  @OneToOne(() => Revision, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_implementation_option_revision' })
  revision?: Relation<Revision>;

  @PrimaryColumn('uuid')
  revisionId: string;

  @Column('text', { nullable: true })
  architecture: string | null;

  @Column('text', { array: true })
  prerequisites: string[];

  @Column('text', { array: true })
  risks: string[];

  @Column('double precision', { nullable: true })
  costLow: number | null;

  @Column('double precision', { nullable: true })
  costHigh: number | null;

  @Column('text', { nullable: true })
  costCurrency: string | null;

  @Column('text', { nullable: true })
  costBasis: string | null;

  @Column('integer', { nullable: true })
  durationLowMonths: number | null;

  @Column('integer', { nullable: true })
  durationHighMonths: number | null;
}
