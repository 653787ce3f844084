import type { Settings } from 'meilisearch';
import { fold } from '../query/synonyms.js';
import { type MeilisearchConnection, unless } from './connection.js';
import { KINDS } from './indexes.js';
import type { EngineSettings } from './settings.js';

/**
 * The taxonomy's words in the settings of indexes that stay as they are: the engine takes others within a second, without indexing
 * anything again. Whether it has them it is asked itself, since it may have been put back to an earlier state; so nothing needs to be noted, and who dies on
 * the way leaves the rest to the next check.
 */
export class TaxonomyWords {
  /** Tasks whose results are waited for. */
  private tasks: number[] = [];

  constructor(private readonly connection: MeilisearchConnection) {}

  get areChanging(): boolean {
    return this.tasks.length > 0;
  }

  /** Gives an epoch's indexes the words, unless they have them; answers whether anything was sent. */
  async bring(epoch: number, settings: EngineSettings): Promise<boolean> {
    if (await this.areThere(epoch, settings)) return false;
    // As when the indexes were made: now and then, with the master key. Of an index that was lost it makes a bare one, which counts as lost too.
    const client = await this.connection.maker();
    const tasks: number[] = [];
    for (const kind of KINDS) {
      const { synonyms, typoTolerance } = settings[kind];
      const index = client.index(this.connection.indexName(kind, epoch));
      tasks.push((await index.updateSettings({ synonyms, typoTolerance })).taskUid);
    }
    this.tasks = tasks;
    return true;
  }

  /** What became of them: a receipt is no result. Tasks that the engine has forgotten are over; the next check tells. */
  async outcome(): Promise<{ open: boolean; failed: boolean }> {
    const client = await this.connection.writer();
    const { results } = await client.tasks.getTasks({ uids: this.tasks, limit: this.tasks.length });
    const is = (...states: string[]) => results.some(({ status }) => states.includes(status));
    const open = is('enqueued', 'processing');
    if (!open) this.tasks = [];
    return { open, failed: is('failed', 'canceled') };
  }

  private async areThere(epoch: number, settings: EngineSettings): Promise<boolean> {
    const client = await this.connection.writer();
    for (const kind of KINDS) {
      const index = client.index(this.connection.indexName(kind, epoch));
      const known = await index.getSettings().catch(unless('index_not_found'));
      if (known && wordsIn(known) !== wordsIn(settings[kind])) return false;
    }
    return true;
  }
}

/** To compare them: the engine gives the words without slips back in its own order and form. */
function wordsIn({ synonyms, typoTolerance }: Settings): string {
  return JSON.stringify([
    Object.entries(synonyms ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)),
    [...new Set((typoTolerance?.disableOnWords ?? []).map(fold))].sort(),
  ]);
}
