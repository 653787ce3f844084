import { Inject, Injectable } from '@nestjs/common';
import { applyItems, type KnownItem, type LoadResult, Themes } from '#libs/catalogue';
import { type Actor, isAdministrator } from '#libs/identity';
import { Database, ErrorCode, refuse } from '#libs/platform';
import { Event, EventTheme } from '../entities/event.entity.js';
import type { EventItem } from '../files/read-event-files.js';
import { firstDayOf } from '../policies/sort-date.js';

/** Brings the events to what the data file says; loading it again changes nothing and writes no fact. */
@Injectable()
export class LoadEvents {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Themes) private readonly themes: Themes,
  ) {}

  /** Needs the catalogue's themes loaded. Events missing from the file stay. Refuses NOT_ALLOWED to anybody but administrators. */
  async execute(actor: Actor, events: EventItem[]): Promise<LoadResult> {
    if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators may load events.');
    const themeIds = await this.themeIds(events);
    return this.database.transaction(async (transaction) => {
      const { manager } = transaction;
      // One load at a time: two would both find an event missing, and both add it.
      await transaction.query('lock table event in share row exclusive mode');
      const relate = async (eventId: string, item: EventItem) => {
        const rows = item.themes.map((code, position) => ({ eventId, themeId: themeIds.get(code) ?? '', position }));
        if (rows.length > 0) await manager.insert(EventTheme, rows);
      };
      const known = await transaction.query<KnownItem>(
        'select slug as key, id, content_hash as hash from event where content_hash is not null',
      );
      const { ids: _ids, ...result } = await applyItems(transaction, actor, events, known, {
        subjectType: 'Event',
        keyOf: (item) => item.slug,
        async add(id, item, contentHash) {
          await manager.insert(Event, { id, ...columns(item), contentHash });
          await relate(id, item);
          return undefined;
        },
        async change(id, item, contentHash) {
          await manager.update(Event, { id }, { ...columns(item), contentHash, version: () => 'version + 1' });
          await manager.delete(EventTheme, { eventId: id });
          await relate(id, item);
          return undefined;
        },
      });
      return result;
    });
  }

  private async themeIds(events: EventItem[]): Promise<Map<string, string>> {
    const codes = [...new Set(events.flatMap((event) => event.themes))];
    const themes = await this.themes.byCodes(codes);
    const unknown = codes.filter((code) => !themes.has(code));
    if (unknown.length > 0)
      throw refuse(ErrorCode.INVALID, `Load the catalogue first: it lacks the themes ${unknown.join(', ')}.`);
    return new Map([...themes].map(([code, theme]) => [code, theme.id]));
  }
}

function columns({ themes: _themes, source, ...item }: EventItem) {
  return {
    ...item,
    sortDate: firstDayOf(item.startsOn),
    sourceDocument: source.document,
    sourceUrls: source.urls,
    attestation: source.attestation,
    note: source.note,
  };
}
