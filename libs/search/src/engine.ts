import type { Actor } from '#libs/identity';
import type { Statistics } from '#libs/retrieval';
import type { ParsedQuery } from './query/parse-query.js';

export enum SearchEngineName {
  POSTGRES = 'POSTGRES',
  MEILISEARCH = 'MEILISEARCH',
}

/** What another engine is asked: the query as it was understood, and who asks, so that it can leave out most of what they may not read. */
export interface CandidateQuestion {
  query: ParsedQuery;
  /** BCP 47; absent when every language is tried. */
  language: string | undefined;
  actor: Actor;
}

/** CLOSED: it is asked. OPEN: it failed so often that it is left in peace for a while. HALF_OPEN: the next question tries it again. */
export enum BreakerState {
  CLOSED = 'CLOSED',
  OPEN = 'OPEN',
  HALF_OPEN = 'HALF_OPEN',
}

/** So many of what another engine finds are looked at, its best first: more would cost more than they help. */
export const CANDIDATES_MOST = 50;

/**
 * A second source of candidates beside PostgreSQL, which always takes part and has the last word: what another engine finds
 * joins by id, and is checked for rights, filtered, counted and ranked by the database like its own.
 */
export interface CandidateSource {
  readonly name: SearchEngineName;
  /** How long an answer that is whole without it waits for it, in milliseconds from the question on. */
  readonly sparedMs: number;
  /** Whether this process asks it at present. */
  readonly breaker?: { readonly state: BreakerState };
  /** Whether it can help with the question at all; it is not missed where it can't. */
  takes(question: CandidateQuestion): boolean;
  /** Ids of contributions that match every word, best first, of which CANDIDATES_MOST are looked at; undefined when it could not answer in time. */
  candidates(question: CandidateQuestion): Promise<readonly string[] | undefined>;
}

/** Nest token of the sources that are configured; none without an engine beside PostgreSQL. */
export const CANDIDATE_SOURCES = Symbol('candidate sources');

/** What a later page must know of the first, so that scores and the line between match and no match stay the same. */
export interface FrozenScores {
  statistics: Required<Statistics>;
  /** BM25 of the best contribution: the unit of scores, and what the line is a share of. */
  best: number;
}
