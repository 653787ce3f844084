import { Inject, Injectable } from '@nestjs/common';
import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';
import { type Corpus, type TermSource, weightiestTermsSql } from '#libs/retrieval';
import { ReadableCorpus } from '../query/readable-corpus.js';

/** How many contributions are found for one at most. */
export const SIMILAR_MAX = 20;

// A paper's own words, and in the second round those of the papers that the first found: chosen by measurement.
const OWN = { share: 1, terms: 30 };
const FEEDBACK = { share: 0.3, terms: 15 };
const FEEDBACK_FROM = 5;
// What a paper scores for its own words is the measure; below this share of it, another is not on the same subject.
const FLOOR = 0.1;
// As in search: of the second and third best text of a contribution, this share counts beside the best.
const FURTHER_SHARE = 0.25;

export interface SimilarRow {
  subjectId: string;
  id: string;
  /** Its score as a share of what the subject itself scores. */
  share: number;
}

/**
 * What is about the same, best first: BM25 for the words that tell most about a contribution, then once more with those of the best
 * found. Everything sees only what the actor may read and what is not withdrawn. Two or three statements for any number of subjects.
 */
@Injectable()
export class SimilarContributions {
  private readonly corpora: ReadableCorpus;

  constructor(@Inject(Database) private readonly database: Database) {
    this.corpora = new ReadableCorpus(database);
  }

  async of(actor: Actor, ids: readonly string[]): Promise<SimilarRow[]> {
    const corpus = await this.corpora.of(actor);
    const own = ids.map((id): TermSource => ({ subjectId: id, ownerId: id, share: OWN.share }));
    const first = await this.score(actor, own, corpus, FEEDBACK_FROM);
    if (first.length === 0) return [];
    const feedback = first.map(
      (row): TermSource => ({ subjectId: row.subjectId, ownerId: row.id, share: FEEDBACK.share }),
    );
    return this.score(actor, [...own, ...feedback], corpus, SIMILAR_MAX);
  }

  private score(actor: Actor, sources: readonly TermSource[], corpus: Corpus, limit: number): Promise<SimilarRow[]> {
    const parameters: unknown[] = [];
    const terms = new Map([OWN, FEEDBACK].map((some) => [some.share, some.terms]));
    const weighty = weightiestTermsSql(
      { sources, corpus, terms },
      (values) =>
        `join contribution on contribution.id = entry.owner_id and contribution.status <> 'WITHDRAWN'
           and ${readableContributions(actor, values, 'contribution')}`,
      parameters,
    );
    return this.database.query<SimilarRow>(
      `with ${weighty},
       scored as (
         select weighty.subject_id, entry.owner_id, sum(weighty.weight * entry.gain) as score,
           row_number() over (partition by weighty.subject_id, entry.owner_id order by sum(weighty.weight * entry.gain) desc) as nth
         from retrieval_weighty weighty join retrieval_entry entry using (lexeme)
         group by weighty.subject_id, entry.owner_id, entry.text_id
       ),
       collapsed as materialized (
         select subject_id, owner_id, sum(case when nth = 1 then score else score * ${FURTHER_SHARE}::float8 end) as score
         from scored where nth <= 3 group by subject_id, owner_id
       ),
       compared as (
         select other.subject_id, other.owner_id, round((other.score / self.score)::numeric, 9)::float8 as share
         from collapsed other
         join collapsed self on self.subject_id = other.subject_id and self.owner_id = other.subject_id
         where other.owner_id <> other.subject_id and other.score >= ${FLOOR}::float8 * self.score
       )
       select subject_id as "subjectId", owner_id as id, share
       from (select *, row_number() over (partition by subject_id order by share desc, owner_id) as place from compared) ranked
       where place <= ${limit} order by subject_id, place`,
      parameters,
    );
  }
}
