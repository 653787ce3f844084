import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A contribution whose documents in the second engine are behind: its head, or its texts. */
@Entity()
@Index('ix_engine_dirty_due', ['kind', 'priority', 'firstDirtyAt'], { where: '(batch IS NULL) AND (NOT poison)' })
@Index('ix_engine_dirty_batch', ['batch'])
@Check('ck_engine_dirty_kind', `kind = ANY (ARRAY['HEAD'::text, 'TEXT'::text])`)
export class EngineDirty {
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('uuid')
  id: string;

  /** Rises with every change; the row goes when the version that was sent is done. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamp with time zone', { default: () => 'now()' })
  firstDirtyAt: Date;

  /** 0 for what somebody waits for, 1 for bulk. */
  @Column('smallint', { default: 0 })
  priority: number;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamp with time zone', { nullable: true })
  notBefore: Date | null;

  /** It is on its way in this batch. */
  @Column('uuid', { nullable: true })
  batch: string | null;

  @Column('integer', { nullable: true })
  sentVersion: number | null;

  @Column('timestamp with time zone', { nullable: true })
  sentAt: Date | null;

  /** After a failure: rows that may go together, halved until the one that fails stands alone. */
  @Column('integer', { nullable: true })
  batchLimit: number | null;

  /** The engine refused it alone: it waits for a change, or for somebody to look. */
  @Column('boolean', { default: false })
  poison: boolean;

  @Column('text', { nullable: true })
  error: string | null;
}
