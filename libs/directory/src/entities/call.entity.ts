import { Check, Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Event } from './event.entity.js';

/** What an event asks for, and until when. */
@Entity()
@Check('ck_call_closes_at', 'closes_at > opens_at')
export class Call {
  @OneToOne(() => Event, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_call_event' })
  event?: Relation<Event>;

  @PrimaryColumn('uuid')
  eventId: string;

  @Column('text')
  text: string;

  @Column('timestamp with time zone')
  opensAt: Date;

  @Column('timestamp with time zone')
  closesAt: Date;

  @Column('text', { array: true })
  questions: string[];
}

@Entity()
@Index('ix_call_theme_theme', ['themeId'])
export class CallTheme {
  @ManyToOne(() => Call, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', referencedColumnName: 'eventId', foreignKeyConstraintName: 'fk_call_theme_call' })
  call?: Relation<Call>;

  @PrimaryColumn('uuid')
  eventId: string;

  @ManyToOne('Theme', { nullable: false })
  @JoinColumn({ name: 'theme_id', foreignKeyConstraintName: 'fk_call_theme_theme' })
  theme?: unknown;

  @PrimaryColumn('uuid')
  themeId: string;

  @Column('integer')
  position: number;
}
