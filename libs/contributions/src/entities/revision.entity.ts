import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What a contribution says, at one time. Editable until it is frozen by submission; never changed after (a trigger sees to it). */
@Entity()
@Index('uq_revision_number', ['contributionId', 'number'], { unique: true })
@Index('ix_revision_event', ['eventId'])
@Index('ix_revision_title', ['title', 'id'])
@Index('ix_revision_text', ['id', 'textVersion', 'eventId'])
@Check('ck_revision_audience', `audience in ('PUBLIC', 'AGENCY', 'CONFIDENTIAL')`)
@Check('ck_revision_title', `char_length(title) <= 300`)
@Check('ck_revision_abstract', `char_length(abstract) <= 3000`)
@Check('ck_revision_body', `char_length(body) <= 1000000`)
@Check('ck_revision_frozen', `(frozen_at is null) = (sha256 is null)`)
export class Revision {
  @PrimaryColumn('uuid')
  id: string;

  // By name: the contribution's entity imports this one.
  @ManyToOne('Contribution', { nullable: false })
  @JoinColumn({ name: 'contribution_id', foreignKeyConstraintName: 'fk_revision_contribution' })
  contribution?: unknown;

  @Column('uuid')
  contributionId: string;

  @Column('integer')
  number: number;

  /** Rises when the text changes; a change of tags alone keeps it, and so keeps links from turning suspect. */
  @Column('integer')
  textVersion: number;

  @Column('timestamp with time zone', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone', { nullable: true })
  frozenAt: Date | null;

  @Column('text')
  title: string;

  @Column('text')
  abstract: string;

  @Column('text', { nullable: true })
  body: string | null;

  @Column('text')
  language: string;

  @Column('text')
  audience: string;

  @Column('timestamp with time zone', { nullable: true })
  embargoUntil: Date | null;

  @ManyToOne('Event', { nullable: true })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_revision_event' })
  event?: unknown;

  @Column('uuid', { nullable: true })
  eventId: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** Fingerprint of the whole content, set when frozen. */
  @Column('text', { nullable: true })
  sha256: string | null;
}
