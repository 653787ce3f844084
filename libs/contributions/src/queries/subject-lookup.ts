import { Inject, Injectable } from '@nestjs/common';
import { Systems, Themes } from '#libs/catalogue';
import { followMerges } from '#libs/directory';
import { Database, ErrorCode, refuse } from '#libs/platform';

/** Codes of a filter as callers give them. */
export interface SubjectCodes {
  themes?: string[] | null;
  systems?: string[] | null;
  events?: string[] | null;
}

/** The ids that they stand for; undefined means any. */
export interface SubjectIds {
  themeIds?: string[];
  systemIds?: string[];
  eventIds?: string[];
}

/** Looks up the codes of a filter. An unknown one is refused, so that a slip never reads as "there is nothing". */
@Injectable()
export class SubjectLookup {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Themes) private readonly themes: Themes,
    @Inject(Systems) private readonly systems: Systems,
  ) {}

  /** Of organisations, those that they were merged into. */
  async organisations(ids: readonly string[] | null | undefined): Promise<string[] | undefined> {
    return ids?.length ? followMerges(this.database, ids) : undefined;
  }

  async find({ themes, systems, events }: SubjectCodes): Promise<SubjectIds> {
    const ids: SubjectIds = {};
    if (themes?.length) {
      const known = await this.themes.byCodes(themes);
      refuseUnknown(themes, known, 'themes', 'theme');
      ids.themeIds = await this.themes.withNarrower([...known.values()].map((theme) => theme.code));
    }
    if (systems?.length) {
      const known = await this.systems.byCodes(systems);
      refuseUnknown(systems, known, 'systems', 'information system');
      ids.systemIds = [...known.values()].map((system) => system.id);
    }
    if (events?.length) {
      const rows = await this.database.query<{ id: string; slug: string }>(
        'select id, slug from event where slug = any($1::text[])',
        [events.map((slug) => slug.toLowerCase())],
      );
      const bySlug = new Map(rows.map((row) => [row.slug, row.id]));
      refuseUnknown(events, { has: (slug) => bySlug.has(slug.toLowerCase()) }, 'events', 'event');
      ids.eventIds = [...bySlug.values()];
    }
    return ids;
  }
}

/** Refuses a filter that names what does not exist. */
export function refuseUnknown(
  given: string[],
  known: { has(value: string): boolean },
  field: string,
  word: string,
): void {
  const unknown = given.filter((value) => !known.has(value)).map((value) => `“${value}”`);
  if (unknown.length > 0)
    throw refuse(ErrorCode.INVALID, `There is no ${word} ${unknown.join(', ')}.`, ['filter', field]);
}
