import { Inject, Injectable } from '@nestjs/common';
import { readableContributions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';
import { type Queryable, readableForms } from '#libs/retrieval';
import { exactly } from './beginnings.js';
import { type Completion, completeWords, formsOf, inTurn, wholeNames } from './completions.js';
import { nameHits } from './name-hits.js';
import { foldWords, keysOf, readTyped, type TypedWord } from './typed.js';
import { writtenNow } from './written-now.js';

/** Names looked at for words that what was typed may become: the shortest titles that have it. */
const NAMES = { contributions: 50, others: 10 };
/** Of so many times the suggestions wanted it is asked whether they would find something. */
const SPARE = 3;

/**
 * Queries that what is being typed may become. They are made of names that the actor may read, as they are now, and each of their words
 * stands in a text that the actor may read: so they find something, and tell of nothing else.
 */
@Injectable()
export class SuggestQueries {
  constructor(@Inject(Database) private readonly database: Queryable) {}

  async execute(actor: Actor, prefix: string, most: number): Promise<string[]> {
    const typed = await readTyped(this.database, prefix);
    if (typed.length === 0) return [];
    const found = await this.finding(actor, typed, await this.completions(actor, typed, typed), most);
    if (found.length > 0 || typed.length === 1) return found;
    // No name has all the words: the last one is completed for itself, beside the others.
    return this.finding(actor, typed, await this.completions(actor, typed, typed.slice(-1)), most);
  }

  /** What `typed` may become, told from names that have the words `sought`. */
  private async completions(actor: Actor, typed: readonly TypedWord[], sought: readonly TypedWord[]) {
    const hits = await nameHits(this.database, actor, exactly(keysOf(sought)), NAMES);
    const forms = [...hits.map((hit) => hit.name), ...typed.map((word) => word.text)].flatMap(formsOf);
    const folded = await foldWords(this.database, forms);
    const fold = (form: string) => folded.get(form) ?? form;
    return inTurn(completeWords(hits, typed, fold), sought === typed ? wholeNames(hits) : [], fold);
  }

  /** Those of which every word stands in a text that the actor may read; words that were typed, in one as it is now. */
  private async finding(
    actor: Actor,
    typed: readonly TypedWord[],
    completions: readonly Completion[],
    most: number,
  ): Promise<string[]> {
    const asked = completions.slice(0, SPARE * most);
    const forms = [...new Set(asked.flatMap((completion) => formsOf(completion.text)))];
    const typedForms = new Set(typed.flatMap((word) => formsOf(word.text)));
    const [known, written] = await Promise.all([
      readableForms(
        this.database,
        forms,
        (parameters) =>
          `join contribution on contribution.id = entry.owner_id and ${readableContributions(actor, parameters, 'contribution')}`,
      ),
      // The names are as they are now; what was typed beside them is known from the index alone.
      writtenNow(
        this.database,
        actor,
        forms.filter((form) => typedForms.has(form)),
      ),
    ]);
    const isSaid = (form: string) => known.has(form) && (!typedForms.has(form) || written.has(form));
    return asked
      .filter((completion) => formsOf(completion.text).every(isSaid))
      .slice(0, most)
      .map((completion) => completion.text);
  }
}
