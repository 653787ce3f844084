import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from './account.entity.js';

/** A bearer token of an account. Only its hash is kept; the token itself is shown once. */
@Entity()
@Index('uq_api_token_hash', ['hash'], { unique: true })
@Index('ix_api_token_account', ['accountId'])
export class ApiToken {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => Account, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_api_token_account' })
  account?: Relation<Account>;

  @Column('uuid')
  accountId: string;

  @Column('text')
  name: string;

  /** SHA-256; the token has 256 random bits, so it needs no slow hash. */
  @Column('bytea')
  hash: Buffer;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone')
  expiresAt: Date;

  /** Moved on at most once an hour. */
  @Column('timestamp with time zone', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  revokedAt: Date | null;
}
