import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Confidence, Themes } from '#libs/catalogue';
import { type Actor, isAdministrator } from '#libs/identity';
import { checkVersion, Database, ErrorCode, refuse, type Transaction, tidyText } from '#libs/platform';
import { Call, CallTheme } from '../entities/call.entity.js';
import { Event, EventTheme } from '../entities/event.entity.js';
import { firstDayOf } from '../policies/sort-date.js';

export interface CallInput {
  text: string;
  opensAt: Date;
  closesAt: Date;
  questions: string[];
}

export interface EventInput {
  slug: string;
  kind: string;
  title: string;
  subject: string | null;
  /** EDTF: to the day, month or year. */
  startsOn: string;
  endsOn: string | null;
  place: string | null;
  /** Codes; they are those of the call too. */
  themes: string[];
  /** Null: it asks for nothing. */
  call: CallInput | null;
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const KIND = /^[A-Z]+(_[A-Z]+)*$/;

/** Adds an event with its call for input, or changes one. For administrators. */
@Injectable()
export class SaveEvent {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Themes) private readonly themes: Themes,
  ) {}

  /** Refuses NOT_ALLOWED, INVALID, DUPLICATE (the short name), NOT_FOUND (a theme). */
  async create(actor: Actor, input: EventInput): Promise<void> {
    checkAdministrator(actor);
    if (!SLUG.test(input.slug))
      throw refuse(ErrorCode.INVALID, 'A short name has small letters, digits and single hyphens, e.g. rt-2017-06.', [
        'slug',
      ]);
    const values = checked(input);
    const themeIds = await this.themeIds(input.themes);
    await this.database.transaction(async (transaction) => {
      await transaction.query('lock table event in share row exclusive mode');
      const [known] = await transaction.query('select 1 from event where slug = $1', [input.slug]);
      if (known) throw refuse(ErrorCode.DUPLICATE, `There is an event “${input.slug}” already.`, ['slug']);
      const id = v7();
      const { title, ...rest } = values;
      await transaction.manager.insert(Event, {
        id,
        slug: input.slug,
        ...rest,
        titles: [title],
        facts: [],
        sourceUrls: [],
        confidence: Confidence.VERIFIED,
      });
      await this.relate(transaction, id, themeIds, input.call);
      await this.note(transaction, actor, 'EventAdded', id, 1, input);
    });
  }

  /** Refuses as create does, and NOT_FOUND, VERSION_CONFLICT. Other titles, facts and the source stay. */
  async change(actor: Actor, input: EventInput & { version: number }): Promise<void> {
    checkAdministrator(actor);
    const values = checked(input);
    const themeIds = await this.themeIds(input.themes);
    await this.database.transaction(async (transaction) => {
      const [held] = await transaction.query<{ id: string; version: number; titles: string[] }>(
        'select id, version, titles from event where slug = $1 for update',
        [input.slug],
      );
      if (!held) throw refuse(ErrorCode.NOT_FOUND, `There is no event “${input.slug.slice(0, 60)}”.`, ['slug']);
      checkVersion('event', held.version, input.version);
      const { title, ...rest } = values;
      await transaction.manager.update(
        Event,
        { id: held.id },
        { ...rest, titles: [title, ...held.titles.slice(1)], version: held.version + 1 },
      );
      await transaction.query('delete from event_theme where event_id = $1', [held.id]);
      await transaction.query('delete from call where event_id = $1', [held.id]);
      await this.relate(transaction, held.id, themeIds, input.call);
      await this.note(transaction, actor, 'EventChanged', held.id, held.version + 1, input);
    });
  }

  private async relate(
    transaction: Transaction,
    eventId: string,
    themeIds: string[],
    call: CallInput | null,
  ): Promise<void> {
    const rows = themeIds.map((themeId, position) => ({ eventId, themeId, position }));
    if (rows.length > 0) await transaction.manager.insert(EventTheme, rows);
    if (!call) return;
    const questions = call.questions.map(tidyText).filter((question) => question !== '');
    await transaction.manager.insert(Call, { ...call, eventId, text: tidyText(call.text), questions });
    if (rows.length > 0) await transaction.manager.insert(CallTheme, rows);
  }

  private note(
    transaction: Transaction,
    actor: Actor,
    kind: string,
    id: string,
    version: number,
    input: EventInput,
  ): Promise<void> {
    return transaction.record(actor, {
      kind,
      subjectType: 'Event',
      subjectId: id,
      subjectVersion: version,
      payload: { code: input.slug, call: input.call !== null },
    });
  }

  private async themeIds(codes: string[]): Promise<string[]> {
    const known = await this.themes.byCodes(codes);
    const unknown = codes.filter((code) => !known.has(code));
    if (unknown.length > 0) {
      const words = unknown.map((code) => `“${code.slice(0, 60)}”`).join(', ');
      throw refuse(ErrorCode.NOT_FOUND, `There is no theme ${words}.`, ['themes']);
    }
    return [...new Set(codes.map((code) => known.get(code)?.id ?? ''))];
  }
}

function checkAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators change events.');
}

function checked(input: EventInput) {
  const title = tidyText(input.title);
  if (title === '') throw refuse(ErrorCode.INVALID, 'An event needs a title.', ['title']);
  if (!KIND.test(input.kind))
    throw refuse(ErrorCode.INVALID, 'The kind is a word in capital letters, e.g. ROUNDTABLE.', ['kind']);
  if (input.endsOn !== null && input.endsOn < input.startsOn)
    throw refuse(ErrorCode.INVALID, 'It cannot end before it starts.', ['endsOn']);
  if (input.call && tidyText(input.call.text) === '')
    throw refuse(ErrorCode.INVALID, 'Say what is asked for.', ['call', 'text']);
  if (input.call && input.call.closesAt <= input.call.opensAt)
    throw refuse(ErrorCode.INVALID, 'It cannot close before it opens.', ['call', 'closesAt']);
  return {
    title,
    kind: input.kind,
    subject: input.subject?.trim() || null,
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    sortDate: firstDayOf(input.startsOn),
    place: input.place?.trim() || null,
  };
}
