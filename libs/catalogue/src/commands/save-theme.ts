import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type Actor, isAdministrator } from '#libs/identity';
import { checkVersion, Database, ErrorCode, refuse, type Transaction, tidyText } from '#libs/platform';
import { Theme, ThemeLabel } from '../entities/theme.entity.js';
import { CODE_SHAPE, canonicalCode } from '../policies/codes.js';
import { tidySynonyms } from './tidy-words.js';

/** What can be said of a theme. */
export interface ThemeInput {
  labels: { language: string; label: string }[];
  definition: string;
  synonyms: string[];
  /** Code; null for a root. */
  broader: string | null;
}

/** Adds a theme, or changes one in place: contributions and links mean the concept, not its wording. For administrators. */
@Injectable()
export class SaveTheme {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_ALLOWED, INVALID (code, labels), DUPLICATE (the code), NOT_FOUND (broader). */
  create(actor: Actor, code: string, input: ThemeInput): Promise<void> {
    checkAdministrator(actor);
    const name = canonicalCode(code);
    if (!CODE_SHAPE.test(name) || name.length > 60)
      throw refuse(ErrorCode.INVALID, 'A code has letters A to Z, digits and single hyphens, e.g. COMP-ESP.', ['code']);
    const said = checked(input);
    return this.database.transaction(async (transaction) => {
      await transaction.query('lock table theme in share row exclusive mode');
      const [known] = await transaction.query('select 1 from theme where code = $1', [name]);
      if (known) throw refuse(ErrorCode.DUPLICATE, `There is a theme ${name} already.`, ['code']);
      const broaderId = await this.broader(transaction, null, input.broader);
      const id = v7();
      const [last] = await transaction.query<{ position: number }>(
        'select coalesce(max(position), 0)::int as position from theme',
      );
      await transaction.manager.insert(Theme, {
        id,
        code: name,
        definition: said.definition,
        synonyms: said.synonyms,
        broaderId,
        position: (last?.position ?? 0) + 1,
        // It comes from no file.
        contentHash: '',
      });
      await transaction.manager.insert(
        ThemeLabel,
        said.labels.map((label) => ({ themeId: id, ...label })),
      );
      await transaction.record(actor, {
        kind: 'ThemeAdded',
        subjectType: 'Theme',
        subjectId: id,
        subjectVersion: 1,
        payload: { code: name },
      });
    });
  }

  /** Refuses NOT_ALLOWED, NOT_FOUND, VERSION_CONFLICT, INVALID (labels, a circle). A later release that changes this theme in its file replaces what is said here. */
  change(actor: Actor, code: string, version: number, input: ThemeInput): Promise<void> {
    checkAdministrator(actor);
    const said = checked(input);
    return this.database.transaction(async (transaction) => {
      await transaction.query('lock table theme in share row exclusive mode');
      const [theme] = await transaction.query<{ id: string; code: string; version: number }>(
        'select id, code, version from theme where code = $1',
        [canonicalCode(code)],
      );
      if (!theme) throw refuse(ErrorCode.NOT_FOUND, `There is no theme “${code.slice(0, 60)}”.`, ['code']);
      checkVersion('theme', theme.version, version);
      const broaderId = await this.broader(transaction, theme.id, input.broader);
      await transaction.query(
        'update theme set definition = $2, synonyms = $3, broader_id = $4, version = version + 1 where id = $1',
        [theme.id, said.definition, said.synonyms, broaderId],
      );
      await transaction.manager.delete(ThemeLabel, { themeId: theme.id });
      await transaction.manager.insert(
        ThemeLabel,
        said.labels.map((label) => ({ themeId: theme.id, ...label })),
      );
      await transaction.record(actor, {
        kind: 'ThemeChanged',
        subjectType: 'Theme',
        subjectId: theme.id,
        subjectVersion: version + 1,
        payload: { code: theme.code },
      });
    });
  }

  private async broader(transaction: Transaction, id: string | null, code: string | null): Promise<string | null> {
    if (code === null) return null;
    const [broader] = await transaction.query<{ id: string }>('select id from theme where code = $1', [
      canonicalCode(code),
    ]);
    if (!broader) throw refuse(ErrorCode.NOT_FOUND, `There is no theme “${code.slice(0, 60)}”.`, ['broader']);
    if (id === null) return broader.id;
    const [circle] = await transaction.query(
      `with recursive above as (
         select id, broader_id from theme where id = $1
         union select theme.id, theme.broader_id from theme join above on theme.id = above.broader_id)
       select 1 from above where id = $2`,
      [broader.id, id],
    );
    if (circle) throw refuse(ErrorCode.INVALID, 'A theme cannot be narrower than itself.', ['broader']);
    return broader.id;
  }
}

function checkAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators change the taxonomy.');
}

function checked(input: ThemeInput) {
  const labels = input.labels.map(({ language, label }) => ({ language, label: tidyText(label) }));
  if (labels.length === 0 || labels.some(({ label }) => label === ''))
    throw refuse(ErrorCode.INVALID, 'A theme needs a label, in at least one language.', ['labels']);
  if (new Set(labels.map(({ language }) => language)).size < labels.length)
    throw refuse(ErrorCode.INVALID, 'One label for each language.', ['labels']);
  return { labels, synonyms: tidySynonyms(input.synonyms), definition: tidyText(input.definition) };
}
