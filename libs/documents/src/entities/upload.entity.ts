import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What somebody sent: the receipt. It stays when it was attached once; what never was goes after a day. */
@Entity()
@Index('uq_upload_idempotency_key', ['accountId', 'idempotencyKey'], { unique: true })
@Index('ix_upload_sha256', ['sha256'])
@Index('ix_upload_waiting', ['receivedAt'], { where: 'attached_at is null' })
export class Upload {
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne('Account', { nullable: true })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_upload_account' })
  account?: unknown;

  /** Null for what the system imports. */
  @Column('uuid', { nullable: true })
  accountId: string | null;

  @Column('text')
  sha256: string;

  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  @Column('integer')
  byteSize: number;

  @Column('timestamp with time zone', { default: () => 'now()' })
  receivedAt: Date;

  @Column('text', { nullable: true })
  idempotencyKey: string | null;

  @Column('timestamp with time zone', { nullable: true })
  attachedAt: Date | null;
}
