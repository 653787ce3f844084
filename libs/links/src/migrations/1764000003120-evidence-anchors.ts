import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Evidence keeps the words around its quote, so that it can be found again where a file was read anew; then only its place changes. Where
 * it can't be found, its claim says so, and the link is suspect.
 */
export class EvidenceAnchors1764000003120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table evidence add column prefix text not null default '', add column suffix text not null default ''`,
    );
    await runner.query(`
      create function refuse_evidence_rewrite() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and (new.claim_id, new.position, new.quote, new.prefix, new.suffix)
            = (old.claim_id, old.position, old.quote, old.prefix, old.suffix) then
          return new;
        end if;
        raise exception 'evidence is kept as it was given; only its place may follow the text' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`drop trigger evidence_is_kept on evidence`);
    await runner.query(`
      create trigger evidence_is_kept before update or delete on evidence
      for each row execute function refuse_evidence_rewrite()`);
    await runner.query(`alter table link_claim add column evidence_lost boolean not null default false`);
    await runner.query(`
      create or replace function refuse_claim_rewrite() returns trigger language plpgsql as $$
      declare
        same link_claim := new;
      begin
        same.valid_to := old.valid_to;
        same.evidence_lost := old.evidence_lost;
        if tg_op = 'UPDATE' and old.valid_to is null and same = old then
          return new;
        end if;
        raise exception 'a claim is only ever closed; make the next one' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`drop index ix_link_claim_open`);
    await runner.query(`
      create index ix_link_claim_open on link_claim (link_id, state, stance, text_version, recommendation_version, evidence_lost)
      where valid_to is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ix_link_claim_open`);
    await runner.query(`
      create index ix_link_claim_open on link_claim (link_id, state, stance, text_version, recommendation_version)
      where valid_to is null`);
    await runner.query(`
      create or replace function refuse_claim_rewrite() returns trigger language plpgsql as $$
      declare
        closed link_claim := new;
      begin
        closed.valid_to := null;
        if tg_op = 'UPDATE' and old.valid_to is null and new.valid_to is not null and closed = old then
          return new;
        end if;
        raise exception 'a claim is only ever closed; make the next one' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`alter table link_claim drop column evidence_lost`);
    await runner.query(`drop trigger evidence_is_kept on evidence`);
    await runner.query(`
      create trigger evidence_is_kept before update or delete on evidence
      for each row execute function refuse_change()`);
    await runner.query(`drop function refuse_evidence_rewrite()`);
    await runner.query(`alter table evidence drop column prefix, drop column suffix`);
  }
}
