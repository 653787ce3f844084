import { Inject, Injectable } from '@nestjs/common';
import type { Attestation, Confidence } from '#libs/catalogue';
import { Database, keyset, type Page, type SortKey } from '#libs/platform';

export interface EventRow {
  id: string;
  slug: string;
  kind: string;
  ordinal: number | null;
  titles: string[];
  subject: string | null;
  startsOn: string;
  endsOn: string | null;
  place: string | null;
  facts: string[];
  sourceDocument: string | null;
  sourceUrls: string[];
  attestation: Attestation | null;
  note: string | null;
  confidence: Confidence;
  version: number;
}

export interface CallRow {
  eventId: string;
  text: string;
  opensAt: Date;
  closesAt: Date;
  questions: string[];
}

/** One end of a relation and the other, in order. */
interface RelationRow {
  ownerId: string;
  otherId: string;
}

const SELECT = `
  select id, slug, kind, ordinal, titles, subject, starts_on as "startsOn", ends_on as "endsOn", place, facts,
    source_document as "sourceDocument", source_urls as "sourceUrls", attestation, note, confidence, version`;
const KEYS: SortKey[] = [
  { sql: 'sort_date', type: 'date', direction: 'desc' },
  { sql: 'id', type: 'uuid', direction: 'desc' },
];

/** Reads events and their calls. */
@Injectable()
export class Events {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first. */
  page(page: Page): Promise<(EventRow & { cursor: string })[]> {
    const parameters: unknown[] = [];
    const { where, orderBy, limit, cursor } = keyset(KEYS, page, parameters);
    return this.database.query(
      `${SELECT}, ${cursor} as cursor from event where ${where} order by ${orderBy} limit ${limit}`,
      parameters,
    );
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>('select count(*)::int as count from event');
    return row?.count ?? 0;
  }

  byIds(ids: readonly string[]): Promise<EventRow[]> {
    return this.database.query(`${SELECT} from event where id = any($1)`, [ids], { plan: 'ONCE' });
  }

  /** Undefined when there is none; the case of ASCII letters doesn't matter. */
  async bySlug(slug: string): Promise<EventRow | undefined> {
    const folded = slug.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const rows = await this.database.query<EventRow>(`${SELECT} from event where slug = $1`, [folded]);
    return rows[0];
  }

  callsOf(eventIds: readonly string[]): Promise<CallRow[]> {
    return this.database.query(
      `select event_id as "eventId", text, opens_at as "opensAt", closes_at as "closesAt", questions
       from call where event_id = any($1)`,
      [eventIds],
    );
  }

  themesOf(owner: 'event' | 'call', eventIds: readonly string[]): Promise<RelationRow[]> {
    return this.database.query(
      `select event_id as "ownerId", theme_id as "otherId" from ${owner}_theme
       where event_id = any($1) order by event_id, position`,
      [eventIds],
    );
  }
}
