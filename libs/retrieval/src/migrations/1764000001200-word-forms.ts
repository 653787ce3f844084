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
    await runner.query(`create index ix_word_form_trigrams on word_form using gin (form gin_trgm_ops)`);
    // Two errors in a word of eight letters leave at least three tenths of its trigrams, nearly always.
    await runner.query(`
      create function retrieval_similar_forms(word text) returns table (form text, language text, term_id bigint)
      language sql stable set pg_trgm.similarity_threshold = 0.3 as $$
        select word_form.form, word_form.language, word_form.term_id from word_form
        where word_form.form % word and abs(length(word_form.form) - length(word)) <= 2
        order by similarity(word_form.form, word) desc, word_form.form limit 100
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function retrieval_similar_forms(text)`);
    await runner.query(`drop table word_form`);
  }
}
