import { createHash } from 'node:crypto';
import { givingWay } from '#libs/platform';
import type { Queryable } from '#libs/retrieval';
import type { Embedder } from '../embedding/embedder.js';
import { Refiner } from '../embedding/refiner.js';
import { readLearnt } from '../queries/learnt.js';
import { readSample, readTargets } from '../queries/targets.js';
import type { ReadText } from './lexicon.js';
import { Lexicon } from './lexicon.js';
import { buildModel, type Model } from './model.js';
import { type Ranked, rank } from './rank.js';

/** What a paper says, as it is read for suggestions. */
export interface Paper {
  language: string;
  title: string;
  passages: readonly { id: string; heading: string | null; text: string }[];
}

/** All targets for a paper, best first, and the texts that their signs are in: the title, then the passages. */
export interface Ranking {
  ranked: Ranked[];
  texts: ReadText[];
  /** How like each text is to the recommendation that it is most like; the title counts with the first passage. */
  telling: number[];
}

const SAMPLE = 400;
const KEPT_MS = 15 * 60_000;
const TAXONOMY_KEPT_MS = 10_000;
const MOST_LANGUAGES = 8;
// How much words count in which others spoke of it, beside 2 for its title and 1 for its summary.
const LEARNT = 0.15;

/** Ranks what papers may speak to. Keeps what it knows of the catalogue and of public papers for a quarter of an hour, by language. */
export class Suggester {
  private readonly lexicon = new Lexicon();
  private readonly refiner: Refiner | undefined;
  private readonly models = new Map<string, { model: Promise<Model>; until: number }>();
  private readonly languages = new Set(['en']);
  private taxonomy = { hash: '', until: 0 };

  constructor(
    private readonly database: Queryable,
    embedder?: Embedder,
  ) {
    this.refiner = embedder && new Refiner(embedder);
  }

  /** By words alone. */
  async rank(paper: Paper): Promise<Ranking> {
    const model = await this.model(paper.language);
    const texts = await this.lexicon.read(
      this.database,
      [paper.title, ...paper.passages.map(({ text }) => text)].map((text) => ({ language: paper.language, text })),
    );
    return { ...(await rank(model, joinTitle(texts), givingWay())), texts };
  }

  /** Whether there is an embedder. */
  get refines(): boolean {
    return this.refiner !== undefined;
  }

  /** The embedder failed and is left alone for a while. */
  get rests(): boolean {
    return this.refiner?.rests ?? false;
  }

  /** Orders by meaning too; undefined when the embedder cannot now, or there is none. */
  async refine(ranking: Ranking, ending?: AbortSignal): Promise<Ranking | undefined> {
    const ranked = await this.refiner?.refine(ranking.ranked, joinTitle(ranking.texts), ranking.telling, ending);
    return ranked && { ...ranking, ranked };
  }

  /** A fingerprint of all that may be suggested, of some seconds ago at most; when it changes, what was known of it is forgotten. */
  async currentTaxonomy(): Promise<string> {
    if (this.taxonomy.until < Date.now()) {
      const targets = await readTargets(this.database);
      const hash = createHash('sha256').update(JSON.stringify(targets)).digest('hex');
      if (hash !== this.taxonomy.hash) this.models.clear();
      this.taxonomy = { hash, until: Date.now() + TAXONOMY_KEPT_MS };
    }
    return this.taxonomy.hash;
  }

  /** Learns what it has forgotten or not looked at for long, so that no paper waits for that; for when there is nothing else to do. */
  async warm(): Promise<void> {
    for (const language of [...this.languages]) await this.model(language);
  }

  private model(language: string): Promise<Model> {
    this.languages.delete(language);
    this.languages.add(language);
    // The one that nobody has written in for longest makes room.
    const [oldest] = this.languages;
    if (this.languages.size > MOST_LANGUAGES && oldest !== undefined) {
      this.languages.delete(oldest);
      this.models.delete(oldest);
    }
    const kept = this.models.get(language);
    if (kept && kept.until > Date.now()) return kept.model;
    const model = this.build(language);
    this.models.set(language, { model, until: Date.now() + KEPT_MS });
    // What failed is tried anew by whoever asks next.
    model.catch(() => this.models.delete(language));
    return model;
  }

  private async build(language: string): Promise<Model> {
    const [targets, learnt, sample] = await Promise.all([
      readTargets(this.database),
      readLearnt(this.database),
      readSample(this.database, SAMPLE),
    ]);
    const taught = targets.map((target) => ({
      ...target,
      parts: [...target.parts, ...(learnt.get(target.id) ?? []).map((text) => ({ text, weight: LEARNT }))],
    }));
    return buildModel(this.database, this.lexicon, language, taught, sample);
  }
}

/** The title alone is too short to be a text of its own: its words count with those of the first passage. */
function joinTitle([title, first, ...others]: ReadText[]): ReadText[] {
  if (!title) return [];
  if (!first) return [title];
  const shift = first.text.length + 1;
  return [
    {
      text: `${first.text} ${title.text}`,
      words: [
        ...first.words,
        ...title.words.map((word) => ({ ...word, start: word.start + shift, end: word.end + shift })),
      ],
      lexemes: [...first.lexemes, ...title.lexemes],
    },
    ...others,
  ];
}
