import { Inject, Injectable } from '@nestjs/common';
import { canonicalCode } from '#libs/catalogue';
import { Database } from '#libs/platform';
import type { ImportItem } from '../import/import-item.js';

type Noun = 'theme' | 'system' | 'recommendation' | 'event';

const WORDS: Record<Noun, string> = {
  theme: 'theme',
  system: 'information system',
  recommendation: 'recommendation',
  event: 'event',
};

/** Every code that an import may name, read once: so that all unknown ones are told, each with its place. */
@Injectable()
export class KnownCodes {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Answers a check that tells the fields of an item whose codes do not exist. */
  async load(): Promise<(item: ImportItem) => { field: string; message: string }[]> {
    const rows = await this.database.query<{ noun: Noun; code: string }>(
      `select 'theme' as noun, code from theme union all select 'system', code from information_system
       union all select 'recommendation', code from recommendation union all select 'event', upper(slug) from event`,
    );
    const known = new Set(rows.map(({ noun, code }) => `${noun} ${code}`));
    return (item) => {
      const unknown = (noun: Noun, field: string, code: string) =>
        known.has(`${noun} ${canonicalCode(code)}`)
          ? []
          : [{ field, message: `There is no ${WORDS[noun]} “${code.slice(0, 60)}”.` }];
      const { themes = [], systems = [], event } = item.content;
      return [
        ...themes.flatMap((code, index) => unknown('theme', `themes.${index}`, code)),
        ...systems.flatMap((code, index) => unknown('system', `systems.${index}`, code)),
        ...(event ? unknown('event', 'event', event) : []),
        ...item.links.flatMap(({ recommendation }, index) =>
          unknown('recommendation', `links.${index}.recommendation`, recommendation),
        ),
      ];
    };
  }
}
