import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from './account.entity.js';

/** A sign-in of a browser. The secret is in its cookie; only the hash is kept. */
@Entity()
@Index('uq_session_hash', ['hash'], { unique: true })
@Index('ix_session_account', ['accountId'])
export class Session {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => Account, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_session_account' })
  account?: Relation<Account>;

  @Column('uuid')
  accountId: string;

  /** SHA-256; the secret has 256 random bits, so it needs no slow hash. */
  @Column('bytea')
  hash: Buffer;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;

  /** Moved on at most once a minute: idling ends a session, and a write for each reading would be dear. */
  @Column('timestamp with time zone', { default: () => 'now()' })
  lastSeenAt: Date;

  @Column('timestamp with time zone', { nullable: true })
  endedAt: Date | null;
}
