import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How an engine does: since when it fails the workers, and its last comparison with the tables. */
@Entity()
@Check('ck_search_engine_state_engine', `engine = ANY (ARRAY['POSTGRES'::text, 'MEILISEARCH'::text])`)
export class SearchEngineState {
  @PrimaryColumn('text')
  engine: string;

  @Column('timestamp with time zone', { nullable: true })
  failingSince: Date | null;

  @Column('text', { nullable: true })
  failure: string | null;

  @Column('timestamp with time zone', { nullable: true })
  checkBeganAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  checkEndedAt: Date | null;

  @Column('integer', { default: 0 })
  missing: number;

  @Column('integer', { default: 0 })
  ghost: number;

  @Column('integer', { default: 0 })
  stale: number;

  /** When an administrator asked for a comparison that the worker has not begun. */
  @Column('timestamp with time zone', { nullable: true })
  checkAskedAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  rebuildAskedAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  rebuildBeganAt: Date | null;

  @Column('timestamp with time zone', { nullable: true })
  rebuildEndedAt: Date | null;

  /** How long the last edit that somebody waited for took to be found by it. */
  @Column('integer', { nullable: true })
  delayMs: number | null;
}
