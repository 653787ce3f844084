import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One building of the second engine's indexes. The live one is read; this table alone says which. */
@Entity()
@Index('uq_search_epoch_live', ['state'], {
  unique: true,
  where: `state = ANY (ARRAY['BUILDING'::text, 'LIVE'::text])`,
})
@Check('ck_search_epoch_state', `state = ANY (ARRAY['BUILDING'::text, 'LIVE'::text, 'OLD'::text])`)
export class SearchEpoch {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  number: number;

  @Column('text')
  state: string;

  /** Of the settings its indexes have. */
  @Column('text')
  settingsHash: string;

  /** A transaction that began after this row was there for all: what began before that one may change things without marking them. */
  @Column('bigint', { nullable: true })
  transactionId: string | null;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;

  /** Since when everything is marked to be sent. */
  @Column('timestamp with time zone', { nullable: true })
  markedAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  liveAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  endedAt: Date | null;
}
