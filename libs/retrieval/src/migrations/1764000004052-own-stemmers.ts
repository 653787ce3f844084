import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameLanguages } from './name-languages.js';

/** Languages that PostgreSQL has no stemmer for. Their words come stemmed (see text/stem.ts), and are taken as they come. */
const OWN = ['bg', 'cs', 'hr', 'lv', 'pl', 'sk', 'sl'];

/** Tags that are another language to the index: Norwegian, and Bosnian, which is stemmed as Croatian. */
const ALSO = { nb: 'no', nn: 'no', bs: 'hr' };
const FORMERLY = { nb: 'no', nn: 'no' };

export class OwnStemmers1764000004052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const language of OWN)
      await runner.query(`create text search configuration roundtable_${language} (copy = roundtable_simple)`);
    await nameLanguages(runner, ALSO);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const language of OWN) await runner.query(`drop text search configuration if exists roundtable_${language}`);
    await nameLanguages(runner, FORMERLY);
  }
}
