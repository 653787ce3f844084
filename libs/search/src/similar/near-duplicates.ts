import { Inject, Injectable } from '@nestjs/common';
import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';

export interface NearDuplicateRow {
  subjectId: string;
  id: string;
  resemblance: number;
  contained: number;
  contains: number;
}

export const NEAR_DUPLICATES_MAX = 20;
/** From which share on a paper is reported. */
export const RESEMBLANCE_FROM = 0.3;
export const CONTAINMENT_FROM = 0.5;
/** What so many readable papers share is a form's own wording (a questionnaire, a disclaimer), and tells nothing. */
export const COMMON_PAPERS = 20;
// Fewer than this many shingles in common are chance, or a quotation.
const SHARED_FROM = 3;
const LOOKED_AT = 50;

/**
 * Papers whose wording stands in others, among what the actor may read and what is not withdrawn. Shares are estimates from sketches (see
 * sketchOf), exact for short papers. One statement for any number of papers.
 */
@Injectable()
export class NearDuplicates {
  constructor(@Inject(Database) private readonly database: Database) {}

  of(actor: Actor, ids: readonly string[]): Promise<NearDuplicateRow[]> {
    const parameters: unknown[] = [ids];
    const gate = readableContributions(actor, parameters, 'contribution');
    // A sketch of a revision that is no longer the current one is one of yesterday, and says nothing.
    const readable = `join contribution on contribution.id = sketch.contribution_id and contribution.current_revision_id = sketch.revision_id
      and contribution.status <> 'WITHDRAWN' and ${gate}`;
    return this.database.query<NearDuplicateRow>(
      `with subject as materialized (
         select sketch.* from text_sketch sketch ${readable} where sketch.contribution_id = any($1::uuid[])
       ),
       entry as materialized (
         select subject.contribution_id as subject_id, own.hash, other.contribution_id as other_id, sketch.modulus,
           count(*) over (partition by subject.contribution_id, own.hash) as papers
         from subject
         join sketch_hash own on own.contribution_id = subject.contribution_id
         join sketch_hash other on other.hash = own.hash and other.contribution_id <> own.contribution_id
         join text_sketch sketch on sketch.contribution_id = other.contribution_id
         ${readable}
       ),
       candidate as materialized (
         select subject_id, other_id, greatest(subject.modulus, entry.modulus) as modulus,
           count(*) filter (where entry.hash % greatest(subject.modulus, entry.modulus) = 0)::float8 as shared,
           row_number() over (partition by subject_id order by count(*) desc, other_id) as place
         from entry join subject on subject.contribution_id = entry.subject_id
         where papers < ${COMMON_PAPERS}
         group by subject_id, other_id, subject.modulus, entry.modulus
         having count(*) >= ${SHARED_FROM}
       ),
       sized as materialized (
         select candidate.*,
           (select count(*) from sketch_hash where contribution_id = subject_id and hash % modulus = 0)::float8 as own_size,
           (select count(*) from sketch_hash where contribution_id = other_id and hash % modulus = 0)::float8 as other_size
         from candidate where place <= ${LOOKED_AT} and shared > 0
       ),
       compared as (
         select subject_id, other_id, shared / (own_size + other_size - shared) as resemblance,
           shared / own_size as contained, shared / other_size as contains
         from sized
       )
       select subject_id as "subjectId", other_id as id, resemblance, contained, contains from (
         select *, row_number() over (partition by subject_id order by resemblance desc, contained desc, other_id) as place
         from compared
         where resemblance >= ${RESEMBLANCE_FROM} or contained >= ${CONTAINMENT_FROM} or contains >= ${CONTAINMENT_FROM}
       ) ranked
       where place <= ${NEAR_DUPLICATES_MAX} order by subject_id, place`,
      parameters,
    );
  }
}
