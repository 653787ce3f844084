import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words as they are written, to complete and to correct what is typed. Filled when texts are indexed. */
export class WordForms1764000001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table word_form (
        form text collate "C" not null,
        language text not null,
        term_id bigint not null,
        constraint pk_word_form primary key (form, language),
        constraint fk_word_form_term foreign key (term_id) references term (id) on delete cascade
      )`);
    await runner.query(`create index ix_word_form_term on word_form (term_id)`);
    await runner.query(`create extension if not exists fuzzystrmatch`);
    // Two neighbours swapped are two steps for Levenshtein and one slip for us, so that more is let through here than is taken. The
    // first letter is seldom wrong, and makes the search a range of the primary key.
    await runner.query(`
      create function retrieval_similar_forms(word text) returns table (form text, language text, term_id bigint)
      language sql stable parallel safe as $$
        select near.form, near.language, near.term_id from (
          select word_form.*, levenshtein_less_equal(word_form.form, word, 4) as steps from word_form
          where word_form.form >= left(word, 1) and word_form.form < left(word, 1) || chr(1114111)
            and length(word_form.form) between length(word) - 2 and length(word) + 2
        ) near
        where near.steps <= 4 order by near.steps, near.form limit 300
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function retrieval_similar_forms(text)`);
    await runner.query(`drop table word_form`);
  }
}
