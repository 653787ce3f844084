import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something whose share of the search index is behind the tables. Written by triggers, cleared by the projectors. */
@Entity()
@Index('ix_search_dirty_due', ['priority', 'firstDirtyAt'])
@Index('ix_search_dirty_first', ['firstDirtyAt'])
@Index('ix_search_dirty_transaction', ['transactionId'])
@Check(
  'ck_search_dirty_kind',
  `kind = ANY (ARRAY['HEAD'::text, 'TEXT'::text, 'ORGANISATION'::text, 'THEME'::text, 'SYSTEM'::text, 'RECOMMENDATION'::text, 'EVENT'::text])`,
)
export class SearchDirty {
  /** HEAD and TEXT of a contribution; else a thing that many contributions name, to be spread to them in steps. */
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('uuid')
  id: string;

  /** Another with every change, and never one of before; a projector clears the row only if it is still the one it started from. */
  @Column('bigint', { default: () => `nextval('search_dirty_version')` })
  version: string;

  @Column('timestamp with time zone', { default: () => 'now()' })
  firstDirtyAt: Date;

  /** The transaction that marked it last: it projects its own heads before it commits. */
  @Column('bigint')
  transactionId: string;

  /** 0 for what somebody waits for, 1 for bulk. */
  @Column('smallint', { default: 0 })
  priority: number;

  @Column('integer', { default: 0 })
  attempts: number;

  /** After a failure: when to try again. */
  @Column('timestamp with time zone', { nullable: true })
  notBefore: Date | null;

  /** A worker is at it until then; if it dies, another takes over. */
  @Column('timestamp with time zone', { nullable: true })
  claimedUntil: Date | null;

  @Column('text', { nullable: true })
  error: string | null;
}
