import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SearchEpoch } from './search-epoch.entity.js';

/** A document that the second engine was given: what it must forget when it is gone here, and need not be sent again. */
@Entity()
@Index('ix_engine_document_contribution', ['contributionId', 'kind', 'epoch'])
export class EngineDocument {
  @ManyToOne(() => SearchEpoch, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'epoch', foreignKeyConstraintName: 'fk_engine_document_epoch' })
  epochRow?: Relation<SearchEpoch>;

  @PrimaryColumn('integer')
  epoch: number;

  /** HEAD: the contribution. TEXT: a passage. */
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  contributionId: string;

  /** Null when it is not known what the engine has: to be sent again, or deleted. */
  @Column('text', { nullable: true })
  hash: string | null;

  /** The batch that deletes it. */
  @Column('uuid', { nullable: true })
  leaving: string | null;
}
