import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OrganisationKind } from '../policies/organisation-kind.js';

const kinds = Object.values(OrganisationKind)
  .map((kind) => `'${kind}'`)
  .join(', ');

/** Who speaks: a company, an authority, an association. */
@Entity()
@Index('uq_organisation_name_key', ['nameKey'], { unique: true })
@Index('uq_organisation_ror_id', ['rorId'], { unique: true })
@Index('ix_organisation_name_key_trgm', { synchronize: false })
@Check('ck_organisation_kind', `kind in (${kinds})`)
@Index('ix_organisation_merged_into', ['mergedIntoId'])
@Check('ck_organisation_merged', '(merged_into_id is null) = (merged_at is null) and merged_into_id <> id')
@Check('ck_organisation_country', `country ~ '^[A-Z]{2}$'`)
export class Organisation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** What all spellings of the name share. */
  @Column('text')
  nameKey: string;

  @Column('text')
  kind: string;

  /** ISO 3166-1 alpha-2. */
  @Column('text', { nullable: true })
  country: string | null;

  /** As an address, https://ror.org/… */
  @Column('text', { nullable: true })
  rorId: string | null;

  @Column('text', { nullable: true })
  transparencyRegisterId: string | null;

  /** For optimistic locking. */
  @Column('integer', { default: 1 })
  version: number;

  @ManyToOne(() => Organisation, { nullable: true })
  @JoinColumn({ name: 'merged_into_id', foreignKeyConstraintName: 'fk_organisation_merged_into' })
  mergedInto?: Relation<Organisation> | null;

  /** Of a record that was found to be of the same body as another: that one. Always one that stays. */
  @Column('uuid', { nullable: true })
  mergedIntoId: string | null;

  @Column('timestamp with time zone', { nullable: true })
  mergedAt: Date | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;
}
