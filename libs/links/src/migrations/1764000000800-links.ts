import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Links1764000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table recommendation_link (
        id uuid not null,
        contribution_id uuid not null,
        recommendation_id uuid not null,
        origin text not null,
        created_at timestamptz not null default now(),
        constraint pk_recommendation_link primary key (id),
        constraint fk_recommendation_link_contribution foreign key (contribution_id) references contribution (id),
        constraint fk_recommendation_link_recommendation foreign key (recommendation_id) references recommendation (id),
        constraint ck_recommendation_link_origin check (origin in ('AUTHOR', 'ANALYST', 'SUGGESTED', 'IMPORTED'))
      )`);
    await runner.query(
      `create unique index uq_recommendation_link_ends on recommendation_link (contribution_id, recommendation_id)`,
    );
    await runner.query(
      `create index ix_recommendation_link_recommendation on recommendation_link (recommendation_id, id)`,
    );
    // The claim in its versions: a decision or a second look closes one row and opens the next.
    await runner.query(`
      create table link_claim (
        id uuid not null,
        link_id uuid not null,
        number integer not null,
        revision_number integer not null,
        text_version integer not null,
        recommendation_version integer not null,
        stance text not null,
        strength text not null,
        rationale text not null,
        state text not null,
        confidence double precision,
        made_by uuid,
        decided_by uuid,
        decided_at timestamptz,
        decision_reason text,
        valid_from timestamptz not null,
        valid_to timestamptz,
        constraint pk_link_claim primary key (id),
        constraint fk_link_claim_link foreign key (link_id) references recommendation_link (id),
        constraint fk_link_claim_made_by foreign key (made_by) references account (id),
        constraint fk_link_claim_decided_by foreign key (decided_by) references account (id),
        constraint ck_link_claim_stance check (stance in ('SUPPORTS', 'SUPPORTS_WITH_CHANGES', 'ANSWERS', 'QUESTIONS', 'OFFERS_ALTERNATIVE', 'OPPOSES', 'UNSTATED')),
        constraint ck_link_claim_strength check (strength in ('MENTIONS', 'ADDRESSES', 'CENTRAL')),
        constraint ck_link_claim_state check (state in ('SUGGESTED', 'PROPOSED', 'CONFIRMED', 'REJECTED')),
        constraint ck_link_claim_confidence check (confidence between 0 and 1),
        constraint ck_link_claim_decided check ((state in ('CONFIRMED', 'REJECTED')) = (decided_at is not null)),
        constraint ck_link_claim_rejection check (state <> 'REJECTED' or decision_reason is not null),
        constraint ex_link_claim_validity exclude using gist (link_id with =, tstzrange(valid_from, valid_to) with &&)
      )`);
    await runner.query(`create unique index uq_link_claim_number on link_claim (link_id, number)`);
    await runner.query(`create unique index uq_link_claim_current on link_claim (link_id) where valid_to is null`);
    await runner.query(`
      create table evidence (
        claim_id uuid not null,
        position integer not null,
        passage_id uuid not null,
        quote text not null,
        start_offset integer not null,
        end_offset integer not null,
        constraint pk_evidence primary key (claim_id, position),
        constraint fk_evidence_claim foreign key (claim_id) references link_claim (id),
        constraint fk_evidence_passage foreign key (passage_id) references passage (id),
        constraint ck_evidence_offsets check (start_offset >= 0 and start_offset < end_offset)
      )`);
    await runner.query(`create index ix_evidence_passage on evidence (passage_id)`);
    await runner.query(`
      create function refuse_claim_rewrite() returns trigger language plpgsql as $$
      declare
        closed link_claim := new;
      begin
        closed.valid_to := null;
        if tg_op = 'UPDATE' and old.valid_to is null and new.valid_to is not null and closed = old then
          return new;
        end if;
        raise exception 'a claim is only ever closed; make the next one' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger link_claim_is_kept before update or delete on link_claim
      for each row execute function refuse_claim_rewrite()`);
    await runner.query(`
      create trigger evidence_is_kept before update or delete on evidence
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table evidence`);
    await runner.query(`drop table link_claim`);
    await runner.query(`drop function refuse_claim_rewrite()`);
    await runner.query(`drop table recommendation_link`);
  }
}
