import { Inject, Injectable } from '@nestjs/common';
import { Systems, Themes } from '#libs/catalogue';
import { Events, followMerges } from '#libs/directory';
import { ErrorCode, type Fault, globalId, Refusal, type Transaction, tidyText } from '#libs/platform';
import {
  type AttachedFile,
  type Content,
  type ContributionKind,
  contentLimits,
  FIELDS_OF_KIND,
  type KindDetails,
} from '../policies/content.js';

/** Content as callers give it: codes and ids instead of rows; absent fields stay as they are. */
export interface ContentInput extends Partial<KindDetails> {
  title?: string;
  abstract?: string;
  body?: string | null;
  language?: string;
  audience?: Content['audience'];
  embargoUntil?: Date | null;
  /** UUIDs. */
  organisationIds?: string[];
  /** UUIDs. */
  authorIds?: string[];
  /** Slug; null takes it away. */
  event?: string | null;
  /** Codes. */
  themes?: string[];
  /** Codes. */
  systems?: string[];
  /** One file more, which documents has stored. */
  attach?: AttachedFile;
  /** UUID of the file that is taken out. */
  detach?: string;
}

/** Puts given fields over a content, looking up codes and ids; refuses with every fault at once, each with its path. */
@Injectable()
export class ContentResolution {
  constructor(
    @Inject(Themes) private readonly themes: Themes,
    @Inject(Systems) private readonly systems: Systems,
    @Inject(Events) private readonly events: Events,
  ) {}

  async apply(transaction: Transaction, kind: ContributionKind, base: Content, input: ContentInput): Promise<Content> {
    const faults: Fault[] = [];
    const content: Content = { ...base, details: { ...base.details } };
    if (input.title !== undefined) content.title = tidyText(input.title);
    if (input.abstract !== undefined) content.abstract = tidyText(input.abstract);
    if (input.body !== undefined) content.body = (input.body !== null && tidyText(input.body)) || null;
    if (input.language !== undefined) content.language = input.language;
    if (input.audience !== undefined) content.audience = input.audience;
    if (input.embargoUntil !== undefined) content.embargoUntil = input.embargoUntil;
    if (input.title !== undefined && content.title === '') {
      faults.push({ code: ErrorCode.INVALID, message: 'A title must not be empty.', path: ['title'] });
    }
    const unknown = (path: string, what: string, missing: string[]) => {
      if (missing.length > 0) {
        faults.push({
          code: ErrorCode.NOT_FOUND,
          message: `There is no ${what} ${missing.map((m) => `“${m.slice(0, 60)}”`).join(', ')}.`,
          path: [path],
        });
      }
    };
    if (input.themes) {
      const found = await this.themes.byCodes(input.themes);
      unknown(
        'themes',
        'theme',
        input.themes.filter((code) => !found.has(code)),
      );
      content.themeIds = unique(input.themes.flatMap((code) => found.get(code)?.id ?? []));
    }
    if (input.systems) {
      const found = await this.systems.byCodes(input.systems);
      unknown(
        'systems',
        'information system',
        input.systems.filter((code) => !found.has(code)),
      );
      content.systemIds = unique(input.systems.flatMap((code) => found.get(code)?.id ?? []));
    }
    if (input.event !== undefined) {
      const event = input.event === null ? null : await this.events.bySlug(input.event);
      if (input.event !== null && !event) unknown('event', 'event', [input.event]);
      content.eventId = event?.id ?? null;
    }
    if (input.organisationIds) {
      content.organisationIds = unique(input.organisationIds);
      unknown('organisations', 'organisation', await absent(transaction, 'Organisation', content.organisationIds));
      content.organisationIds = await followMerges(transaction, content.organisationIds);
    }
    if (input.authorIds) {
      content.authorIds = unique(input.authorIds);
      unknown('authors', 'person', await absent(transaction, 'Person', content.authorIds));
    }
    this.applyFiles(content, input, faults);
    this.applyDetails(kind, content.details, input, faults);
    const options = await absentOptions(transaction, content.details.dependsOn);
    if (input.dependsOn) unknown('dependsOn', 'implementation option', options);
    if (faults.length > 0) throw new Refusal(faults);
    return content;
  }

  private applyFiles(content: Content, { attach, detach }: ContentInput, faults: Fault[]): void {
    if (detach !== undefined) {
      const files = content.files.filter((file) => file.id !== detach);
      if (files.length === content.files.length)
        faults.push({ code: ErrorCode.NOT_FOUND, message: 'The contribution has no such file.', path: ['file'] });
      content.files = files;
    }
    if (!attach) return;
    if (content.files.length >= contentLimits.files) {
      const message = `A contribution has at most ${contentLimits.files} files. Take one out first.`;
      faults.push({ code: ErrorCode.LIMIT_REACHED, message, path: ['upload'] });
    } else if (content.files.some((file) => file.sha256 === attach.sha256)) {
      const message = 'The contribution has this very file already.';
      faults.push({ code: ErrorCode.DUPLICATE, message, path: ['upload'] });
    }
    content.files = [...content.files, attach];
  }

  private applyDetails(kind: ContributionKind, details: KindDetails, input: ContentInput, faults: Fault[]): void {
    const own = new Set<string>(FIELDS_OF_KIND[kind]);
    for (const field of Object.values(FIELDS_OF_KIND).flat()) {
      const value = input[field];
      if (value === undefined) continue;
      if (!own.has(field)) {
        const words = kind.toLowerCase().replace('_', ' ');
        faults.push({ code: ErrorCode.INVALID, message: `A ${words} has no field “${field}”.`, path: [field] });
        continue;
      }
      Object.assign(details, { [field]: tidy(value) });
    }
    for (const range of ['costEstimate', 'durationMonths'] as const) {
      const value = input[range];
      if (value && value.low > value.high) {
        faults.push({
          code: ErrorCode.INVALID,
          message: 'The lower end is above the higher end.',
          path: [range, 'low'],
        });
      }
    }
  }
}

const unique = (ids: string[]) => [...new Set(ids)];

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value) || null;
  if (Array.isArray(value))
    return value.map((entry) => (typeof entry === 'string' ? tidyText(entry) : entry)).filter((entry) => entry !== '');
  return value;
}

/** Those that are not there, by the ids that the caller knows them by. */
async function absent(transaction: Transaction, type: 'Organisation' | 'Person', ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await transaction.query<{ id: string }>(
    `select given.id from unnest($1::uuid[]) as given (id)
     where not exists (select from ${type.toLowerCase()} t where t.id = given.id)`,
    [ids],
  );
  return rows.map((row) => globalId(type, row.id));
}

/** Options that are not published for everyone cannot be built on: naming them would tell that they exist. */
async function absentOptions(transaction: Transaction, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await transaction.query<{ id: string }>(
    `select given.id from unnest($1::uuid[]) as given (id)
     where not exists (select from contribution c where c.id = given.id and c.kind = 'IMPLEMENTATION_OPTION'
       and c.status = 'PUBLISHED' and c.audience = 'PUBLIC' and (c.embargo_until is null or c.embargo_until <= now()))`,
    [ids],
  );
  return rows.map((row) => globalId('Contribution', row.id));
}
