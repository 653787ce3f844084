import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A roundtable or other occasion. */
@Entity()
@Index('uq_event_slug', ['slug'], { unique: true })
@Index('ix_event_sort_date', ['sortDate', 'id'])
@Check('ck_event_titles', 'cardinality(titles) > 0')
@Check(
  'ck_event_attestation',
  `attestation in ('PRIMARY', 'OFFICIAL_RESTATEMENT', 'OFFICIAL_FOLLOW_UP', 'QUOTED_BY_THIRD_PARTY', 'REPORTED_BY_THIRD_PARTY')`,
)
@Check('ck_event_source', '(source_document is null) = (attestation is null)')
@Check('ck_event_confidence', `confidence in ('VERIFIED', 'SECONDARY', 'BACKGROUND')`)
export class Event {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower case ASCII. */
  @Column('text')
  slug: string;

  @Column('text')
  kind: string;

  /** Its number in a series, where known. */
  @Column('integer', { nullable: true })
  ordinal: number | null;

  /** The title it was called under first; then others it is known by. */
  @Column('text', { array: true })
  titles: string[];

  @Column('text', { nullable: true })
  subject: string | null;

  /** Known to the day, month or year. */
  @Column('text')
  startsOn: string;

  @Column('text', { nullable: true })
  endsOn: string | null;

  /** The first day startsOn can mean. */
  @Column('date')
  sortDate: string;

  @Column('text', { nullable: true })
  place: string | null;

  @Column('text', { array: true })
  facts: string[];

  @Column('text', { nullable: true })
  sourceDocument: string | null;

  @Column('text', { array: true })
  sourceUrls: string[];

  @Column('text', { nullable: true })
  attestation: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  confidence: string;

  /** For optimistic locking. */
  @Column('integer', { default: 1 })
  version: number;

  /** Hash of the item as last loaded from the files; null for events made otherwise. */
  @Column('text', { nullable: true })
  contentHash: string | null;
}

@Entity()
@Index('ix_event_theme_theme', ['themeId'])
export class EventTheme {
  @ManyToOne(() => Event, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_event_theme_event' })
  event?: Relation<Event>;

  @PrimaryColumn('uuid')
  eventId: string;

  // Entities are private to their area, so the theme is named, not imported.
  @ManyToOne('Theme', { nullable: false })
  @JoinColumn({ name: 'theme_id', foreignKeyConstraintName: 'fk_event_theme_theme' })
  theme?: unknown;

  @PrimaryColumn('uuid')
  themeId: string;

  @Column('integer')
  position: number;
}
