import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropNameTriggers, nameTriggers } from './name-triggers.js';
import { FOLD, SOURCES } from './names.js';

/** What things are called, by word: for answers as one types. Kept by triggers, in the transaction that gives a name. */
export class NameWords1764000001500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table name_word (
        kind text not null,
        thing_id uuid not null,
        number integer not null,
        word text collate "C" not null,
        later boolean not null,
        letters integer not null,
        name text not null,
        name_md5 uuid not null,
        constraint pk_name_word primary key (kind, thing_id, number, word),
        constraint ck_name_word_kind check (kind in ('CONTRIBUTION', 'RECOMMENDATION', 'THEME', 'SYSTEM', 'ORGANISATION', 'EVENT'))
      )`);
    await runner.query(`create index ix_name_word_word on name_word (word)`);
    // Of one letter, two or three, thousands of words begin: these are read best first, until there are enough.
    for (const letters of [1, 2, 3]) {
      await runner.query(
        `create index ix_name_word_begin_${letters} on name_word (kind, (left(word, ${letters})), later, letters, thing_id, number, word)`,
      );
    }
    await runner.query(FOLD);
    await runner.query(SOURCES);
    for (const statement of nameTriggers) await runner.query(statement);
    for (const [kind, table] of [
      ['CONTRIBUTION', 'contribution'],
      ['RECOMMENDATION', 'recommendation'],
      ['THEME', 'theme'],
      ['SYSTEM', 'information_system'],
      ['ORGANISATION', 'organisation'],
      ['EVENT', 'event'],
    ]) {
      await runner.query(`select name_words_refill('${kind}', array(select id from ${table}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropNameTriggers) await runner.query(statement);
    await runner.query(`drop function names_of(uuid[])`);
    await runner.query(`drop function name_fold(text)`);
    await runner.query(`drop table name_word`);
  }
}
