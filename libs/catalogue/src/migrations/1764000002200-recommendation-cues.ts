import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecommendationCues1764000002200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table recommendation_cues (
        recommendation_id uuid not null,
        phrases text[] not null,
        edited boolean not null default false,
        constraint pk_recommendation_cues primary key (recommendation_id),
        constraint fk_recommendation_cues_recommendation foreign key (recommendation_id) references recommendation (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table recommendation_cues`);
  }
}
