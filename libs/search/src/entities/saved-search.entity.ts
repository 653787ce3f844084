import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A search that somebody wants to find again. It holds what was asked, never what was found. */
@Entity()
@Index('uq_saved_search_name', ['accountId', 'name'], { unique: true })
@Check('ck_saved_search_name', 'char_length(name) between 1 and 100')
@Check('ck_saved_search_address', 'char_length(address) between 1 and 2000')
export class SavedSearch {
  @PrimaryColumn('uuid')
  id: string;

  // What belongs to other areas is named, not imported.
  @ManyToOne('Account', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_saved_search_account' })
  account?: unknown;

  @Column('uuid')
  accountId: string;

  @Column('text')
  name: string;

  /** Query, filters and order, as the address of the portal says them. */
  @Column('text')
  address: string;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;
}
