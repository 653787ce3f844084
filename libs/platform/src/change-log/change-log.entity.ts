import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One fact: who did what to which thing, when. Rows are only ever added. */
@Entity()
@Index('ix_change_log_subject', ['subjectType', 'subjectId', 'id'])
export class ChangeLog {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** The PostgreSQL transaction that wrote it: consumers read below the snapshot's horizon, since ids commit out of order. */
  @Column('bigint')
  transactionId: string;

  @Column('timestamp with time zone', { default: () => 'now()' })
  at: Date;

  @Column('uuid', { nullable: true })
  accountId: string | null;

  @Column('text')
  kind: string;

  @Column('text')
  subjectType: string;

  @Column('uuid')
  subjectId: string;

  @Column('integer', { nullable: true })
  subjectVersion: number | null;

  @Column('jsonb')
  payload: Record<string, unknown>;
}
