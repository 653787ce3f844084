import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import type { Corpus, Queryable } from '#libs/retrieval';

// From this size on, texts of the last seconds change no score that anybody could notice, and counting takes its time.
const LARGE = 5_000;
const KEPT_MS = 5_000;
const KEPT_GATES = 1_000;

/** How many texts an actor may read and their mean length; in a large corpus as it was a few seconds ago at most. */
export class ReadableCorpus {
  private readonly kept = new Map<string, { corpus: Corpus; until: number }>();

  constructor(private readonly database: Queryable) {}

  async of(actor: Actor): Promise<Corpus> {
    const parameters: unknown[] = [];
    const gate = readableContributions(actor, parameters, 'contribution');
    // Who may read the same has the same gate, and nobody else.
    const key = JSON.stringify([gate, parameters]);
    const known = this.kept.get(key);
    if (known && known.until > Date.now()) return known.corpus;
    const [row] = await this.database.query<{ texts: number; length: number }>(
      `select coalesce(sum(head.text_count), 0)::float8 as texts, coalesce(sum(head.text_length), 0)::float8 as length
       from contribution join search_head head on head.contribution_id = contribution.id
       where ${gate}`,
      parameters,
    );
    const texts = row?.texts ?? 0;
    const corpus = { texts, meanLength: row && texts > 0 ? row.length / texts : 1 };
    if (texts >= LARGE) {
      if (this.kept.size >= KEPT_GATES) this.kept.clear();
      this.kept.set(key, { corpus, until: Date.now() + KEPT_MS });
    }
    return corpus;
  }
}
