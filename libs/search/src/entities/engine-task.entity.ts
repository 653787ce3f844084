import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SearchEpoch } from './search-epoch.entity.js';

/** A task that the second engine took (202 is a receipt, no more) and has not answered for yet. */
@Entity()
@Index('ix_engine_task_batch', ['batch'])
@Index('ix_engine_task_epoch', ['epoch'])
export class EngineTask {
  @PrimaryColumn('integer')
  uid: number;

  @PrimaryColumn('uuid')
  batch: string;

  @ManyToOne(() => SearchEpoch, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'epoch', foreignKeyConstraintName: 'fk_engine_task_epoch' })
  epochRow?: Relation<SearchEpoch>;

  @Column('integer')
  epoch: number;

  @Column('timestamp with time zone', { default: () => 'now()' })
  sentAt: Date;
}
