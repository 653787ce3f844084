import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A person's access: e-mail, password, roles, and the organisation they speak for. */
@Entity()
@Index('uq_account_email', ['email'], { unique: true })
@Check('ck_account_roles', `roles <@ ARRAY['EXPERT'::text, 'ANALYST'::text, 'ADMINISTRATOR'::text]`)
export class Account {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower case. */
  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  roles: string[];

  /** Argon2id, in its own string form. */
  @Column('text')
  passwordHash: string;

  // Directory stands above identity, so the relation is named, not imported.
  @ManyToOne('Organisation', { nullable: true })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_account_organisation' })
  organisation?: unknown;

  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('integer', { default: 0 })
  failedSignIns: number;

  @Column('timestamp with time zone', { nullable: true })
  lockedUntil: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  disabledAt: Date | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;

  /** For optimistic locking: every change of name, roles, organisation or access raises it. */
  @Column('integer', { default: 1 })
  version: number;

  /** The password is still the one that an administrator gave. */
  @Column('boolean', { default: false })
  hasGivenPassword: boolean;
}
