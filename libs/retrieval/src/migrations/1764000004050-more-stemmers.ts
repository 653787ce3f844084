import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameLanguages } from './name-languages.js';

/** Languages beside those of the EU that PostgreSQL has a stemmer for: papers come from neighbours too. */
const STEMMERS = {
  ar: 'arabic',
  ca: 'catalan',
  eu: 'basque',
  hi: 'hindi',
  hy: 'armenian',
  id: 'indonesian',
  ne: 'nepali',
  no: 'norwegian',
  ru: 'russian',
  sr: 'serbian',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

// The two ways to write Norwegian have one stemmer.
const ALSO = { nb: 'no', nn: 'no' };

export class MoreStemmers1764000004050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const dictionaries: { dictname: string }[] = await runner.query(`select dictname from pg_catalog.pg_ts_dict`);
    const known = new Set(dictionaries.map((row) => row.dictname));
    for (const [language, stemmer] of Object.entries(STEMMERS)) {
      if (!known.has(`${stemmer}_stem`)) continue;
      await runner.query(
        `create text search dictionary roundtable_${language} (template = pg_catalog.snowball, language = ${stemmer})`,
      );
      await runner.query(`create text search configuration roundtable_${language} (copy = roundtable_simple)`);
      await runner.query(
        `alter text search configuration roundtable_${language} alter mapping replace pg_catalog.simple with roundtable_${language}`,
      );
    }
    await nameLanguages(runner, ALSO);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const language of Object.keys(STEMMERS)) {
      await runner.query(`drop text search configuration if exists roundtable_${language}`);
      await runner.query(`drop text search dictionary if exists roundtable_${language}`);
    }
    await nameLanguages(runner, {});
  }
}
