import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';
import { type Queryable, wordsOf } from '#libs/retrieval';
import { escapeHtml, highlight } from '../query/highlight.js';
import { exactly, withSlip } from './beginnings.js';
import { mixKinds } from './mix-kinds.js';
import { type NameHit, type NameKind, nameHits } from './name-hits.js';
import { foldWords, keysOf, readTyped } from './typed.js';

/** Something that is called like what was typed. */
export interface QuickHit {
  kind: NameKind;
  id: string;
  label: string;
  /** The label escaped, with the words found in <mark>. */
  html: string;
}

/** Answers as one types, from names alone. */
@Injectable()
export class QuickSearch {
  constructor(@Inject(Database) private readonly database: Queryable) {}

  /** What is called like this and the actor may read; with a slip forgiven when nothing is. */
  async execute(actor: Actor, text: string, most: number): Promise<QuickHit[]> {
    const keys = keysOf(await readTyped(this.database, text));
    if (keys.length === 0) return [];
    const wanted = { contributions: most, others: most };
    let hits = await nameHits(this.database, actor, exactly(keys), wanted);
    if (hits.length === 0) hits = await nameHits(this.database, actor, withSlip(keys), wanted);
    return this.show(mixKinds(hits, most));
  }

  private async show(hits: readonly NameHit[]): Promise<QuickHit[]> {
    const labels = hits.map(labelOf);
    const forms = labels.flatMap((label) => wordsOf(label).map((word) => word.form));
    const folded = await foldWords(this.database, forms);
    return hits.map(({ kind, id, whole }, index) => {
      const label = labels[index] as string;
      const begun = whole.split(' ');
      const marked = highlight(label, (word) => begun.some((key) => folded.get(word.form)?.startsWith(key)), false);
      return { kind, id, label, html: marked ?? escapeHtml(label) };
    });
  }
}

/** The name that was found; a code stands before what it is the code of. */
function labelOf({ name, shown, isCode }: NameHit): string {
  return isCode && shown !== name ? `${name} ${shown}` : name;
}
