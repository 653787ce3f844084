import { Inject, Injectable } from '@nestjs/common';
import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database, type Page } from '#libs/platform';
import { type AnalysedWord, aboutDf, commonWords, type ReadableJoin, type Statistics, wordKey } from '#libs/retrieval';
import {
  CANDIDATE_SOURCES,
  CANDIDATES_MOST,
  type CandidateSource,
  type FrozenScores,
  SearchEngineName,
} from '../engine.js';
import {
  indexBehind,
  likelier,
  proposed,
  replacementsOf,
  respelt,
  unknownWords,
  wordsOfLittleWeight,
} from './answer-notes.js';
import { askOthers } from './ask-others.js';
import { confirmCandidates } from './confirm-candidates.js';
import { correctedWords, rewrite } from './corrected-words.js';
import { readCursor, writeCursor } from './cursor.js';
import type { FacetName } from './facet-name.js';
import { type FacetCounts, toFacets } from './facet-values.js';
import { type HitTexts, readHitTexts } from './hit-texts.js';
import { type HitRow, type HitsAnswer, type HitsQuestion, hitsStatement, SearchOrder } from './hits-statement.js';
import { likelierWords } from './likelier-words.js';
import { namedContributions, unquoteReferences } from './named-contributions.js';
import type { Note } from './notes.js';
import { type ParsedQuery, parseQuery } from './parse-query.js';
import { ReadableCorpus } from './readable-corpus.js';
import { type FilterInput, resolveFilter } from './resolve-filter.js';
import { isUnknown } from './respell.js';
import { Synonyms } from './synonyms.js';
import { type AnalysedQuery, dropUnheardPhrases, isRespelt, understand } from './understand.js';

export interface SearchQuestion {
  query: string;
  filter: FilterInput;
  facets: readonly FacetName[];
  order?: SearchOrder;
  /** BCP 47: the language of the query; absent, every language is tried. */
  language?: string;
  page: Page;
}

export interface SearchAnswer {
  total: number;
  hits: (Omit<HitRow, 'texts'> & HitTexts)[];
  hasMore: boolean;
  facets: FacetCounts[];
  notes: Note[];
  /** The query with misspelt words corrected, or with words proposed that are likelier meant (note WORD_RARE); undefined when there are none. */
  correctedQuery?: string;
  engines: SearchEngineName[];
  freshAsOf: Date;
}

/** With fewer matches, or a word that nothing readable has, what another engine found joins. */
const LITTLE = 20;

/** With fewer matches, it is asked whether another word was meant. */
const FEW = 5;

/** Searches contributions for an actor. Everything, counts and scores too, sees only what the actor may read. */
@Injectable()
export class Search {
  private readonly corpora: ReadableCorpus;
  private readonly synonyms: Synonyms;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CANDIDATE_SOURCES) private readonly sources: readonly CandidateSource[],
  ) {
    this.corpora = new ReadableCorpus(database);
    this.synonyms = new Synonyms(database);
  }

  /** `onHits` is told the contributions of the page as soon as they are known, before their texts are read. */
  async execute(
    actor: Actor,
    question: SearchQuestion,
    onHits: (ids: readonly string[]) => void = () => undefined,
  ): Promise<SearchAnswer> {
    const { page, facets, language } = question;
    const parsed = parseQuery(unquoteReferences(question.query));
    const order = orderOf(question, parsed);
    const asked = { query: parsed, language, order, filter: question.filter };
    const cursor = page.after === undefined ? undefined : readCursor(page.after, asked);
    // It is asked beside the database: nobody waits for one engine and then for the other.
    const others = askOthers(this.sources, { query: parsed, language, actor });
    const [criteria, strict, corpus, named] = await Promise.all([
      resolveFilter(this.database, question.filter),
      understand(this.database, this.synonyms, { parsed, language, readable: readableJoin(actor) }),
      this.corpora.of(actor),
      namedContributions(this.database, actor, question.query),
    ]);
    // A word that was unknown on the first page may be known by now: then there are others, and what was kept is not of them.
    const kept = cursor?.frozen?.statistics.df.length === strict.words.length ? cursor.frozen : undefined;
    const statistics = kept?.statistics ?? corpus;
    const ask = (query: AnalysedQuery, candidates: readonly string[] = []) =>
      this.ask(actor, {
        matching: { query, statistics, best: kept?.best, candidates, named: named.ids },
        criteria,
        facets,
        order,
        page: { ...page, after: cursor?.place },
      });
    let query = strict;
    let answer = await ask(query);
    const { freshAsOf } = answer;
    // A phrase that nobody wrote would leave nothing of what stands beside it.
    if (answer.total === 0 && query.phrases.length > 0 && !query.onlyPhrases) {
      query = await dropUnheardPhrases(this.database, query, readableJoin(actor));
      if (query !== strict) answer = await ask(query);
    }
    const isLittle = answer.matched < LITTLE || query.respellings.length > 0 || query.words.some(isUnknown);
    const brought = await (isLittle ? others.needed() : others.spared());
    const known = new Set(answer.matches);
    const unknown = isLittle ? brought.ids.slice(0, CANDIDATES_MOST).filter((id) => !known.has(id)) : [];
    if (unknown.length > 0) {
      const names = await this.synonyms.matches(parsed.words);
      const wanted = { words: parsed.words, unfinished: parsed.unfinished, known: knownWords(query), names };
      const confirmed = await confirmCandidates(this.database, actor, unknown, wanted);
      if (confirmed.length > 0) answer = await ask(query, confirmed);
    }
    const frozen = kept ?? freeze(query, corpus, answer);
    const rows = (answer.hits ?? []).slice(0, page.size);
    onHits(rows.map((row) => row.id));
    const asksBack = answer.matched < FEW && query.respellings.length === 0 && frozen !== undefined;
    const [texts, counted, corrections, proposals] = await Promise.all([
      readHitTexts(this.database, rows, query.words),
      toFacets(this.database, facets, answer.facets ?? [], criteria, language),
      correctedWords(
        this.database,
        query.words,
        query.respellings.flatMap(({ nos }) => nos),
        readableJoin(actor),
      ),
      asksBack
        ? likelierWords(this.database, query, frozen.statistics.df, language, readableJoin(actor))
        : new Map<number, string>(),
    ]);
    const rewritten = rewrite(question.query, [...replacementsOf(query, corrections), ...proposed(query, proposals)]);
    return {
      total: answer.total,
      hits: rows.map((row) => ({
        id: row.id,
        score: row.score,
        cursor: writeCursor({ place: row.cursor, frozen }, asked),
        ...(texts.get(row.id) ?? { highlights: [], passages: [] }),
      })),
      hasMore: (answer.hits?.length ?? 0) > page.size,
      facets: counted.facets,
      notes: [
        ...parsed.notes,
        ...query.notes,
        ...respelt(query, corrections),
        ...likelier(query, proposals),
        ...unknownWords(query, frozen, named.forms),
        ...wordsOfLittleWeight(query, statistics.texts),
        ...counted.notes,
        ...indexBehind(answer),
        ...brought.notes,
      ],
      correctedQuery: rewritten === question.query ? undefined : rewritten,
      engines: [SearchEngineName.POSTGRES, ...brought.names],
      freshAsOf,
    };
  }

  private async ask(actor: Actor, question: HitsQuestion): Promise<HitsAnswer> {
    const { sql, parameters } = hitsStatement(question, (values) =>
      readableContributions(actor, values, 'contribution'),
    );
    const plan = isPlain(question) ? 'ONCE_LARGE' : 'EACH';
    const [answer] = await this.database.query<HitsAnswer>(sql, parameters, { plan });
    return answer as HitsAnswer;
  }
}

/** Words and filters alone, from the first page: most questions, and alike enough for one plan. */
const isPlain = ({ matching, page }: HitsQuestion) =>
  matching.query.words.length > 0 &&
  matching.query.words.every((word) => !word.phrases?.length) &&
  [matching.query.phrases, matching.query.exclusions, matching.candidates, matching.named].every(
    (some) => some.length === 0,
  ) &&
  page.after === undefined;

const readableJoin =
  (actor: Actor): ReadableJoin =>
  (parameters) =>
    `join contribution on contribution.id = entry.owner_id and ${readableContributions(actor, parameters, 'contribution')}`;

function orderOf(question: SearchQuestion, parsed: ParsedQuery): SearchOrder {
  const order = question.order ?? SearchOrder.RELEVANCE;
  return order === SearchOrder.RELEVANCE && parsed.words.length === 0 ? SearchOrder.NEWEST : order;
}

function freeze(query: AnalysedQuery, corpus: Statistics, answer: HitsAnswer): FrozenScores | undefined {
  if (query.words.length === 0) return undefined;
  const common = commonWords(query.words, corpus.texts);
  // Of common words only an estimate over all texts is known; rounded, so that it tells nothing of any single one.
  const estimate = (word: AnalysedWord) => Number(aboutDf(word).toPrecision(2));
  const df = query.words.map((word, no) => (common.has(no) ? estimate(word) : (answer.df?.[no] ?? 0)));
  return { best: answer.best ?? 0, statistics: { texts: corpus.texts, meanLength: corpus.meanLength, df } };
}

/** Words that something readable has, as typed, with all their indexed forms. */
const knownWords = (query: AnalysedQuery): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    query.words
      .filter((word, no) => !isUnknown(word) && !isRespelt(no, query))
      .map(({ form, variants }) => [form, new Set(variants.map(({ language, lexeme }) => wordKey(language, lexeme)))]),
  );
