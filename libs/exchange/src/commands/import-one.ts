import { Inject, Injectable } from '@nestjs/common';
import { canonicalCode } from '#libs/catalogue';
import {
  ContributionStatus,
  CreateContribution,
  PublishContribution,
  StartReview,
  SubmitContribution,
} from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';
import type { ImportItem } from '../import/import-item.js';
import type { ImportedContribution } from '../queries/imported-contributions.js';
import { ImportFiles } from './import-files.js';
import { ImportLinks } from './import-links.js';
import { ImportParties, type KnownParties } from './import-parties.js';

export interface ItemOptions {
  /** Publish it; otherwise it arrives as submitted. */
  publish: boolean;
  /** Do everything, and take it back: so a dry run finds whatever the import would find. */
  dryRun: boolean;
  /** Leave it as a draft of its owner. */
  draft: boolean;
}

/** What became of an item. */
export interface ItemOutcome {
  outcome: 'CREATED' | 'UNCHANGED';
  published: boolean;
  /** Links added. */
  links: number;
  /** Links of an earlier import that were proposed and are confirmed now. */
  confirmed: number;
  /** Quotes that are looked up when their files are read. */
  awaited: number;
  /** Files that came with it. */
  files: number;
  /** Why something was left undone. */
  note: string | null;
}

/** Takes a dry run back. */
class TakenBack extends Error {}

const { SUBMITTED, IN_REVIEW, PUBLISHED, DRAFT, CHANGES_REQUESTED } = ContributionStatus;
const LINKED_IN = new Set<ContributionStatus>([SUBMITTED, IN_REVIEW, PUBLISHED, CHANGES_REQUESTED]);

/** Imports one contribution whole, with its files and links, in one transaction. */
@Injectable()
export class ImportOne {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportParties) private readonly parties: ImportParties,
    @Inject(ImportLinks) private readonly links: ImportLinks,
    @Inject(ImportFiles) private readonly files: ImportFiles,
    @Inject(CreateContribution) private readonly create: CreateContribution,
    @Inject(SubmitContribution) private readonly submit: SubmitContribution,
    @Inject(StartReview) private readonly startReview: StartReview,
    @Inject(PublishContribution) private readonly publish: PublishContribution,
  ) {}

  /** A contribution that is not there yet. Refuses with the paths of its fields. */
  async add(
    actor: Actor,
    item: ImportItem,
    importKey: string,
    known: KnownParties,
    options: ItemOptions,
  ): Promise<ItemOutcome> {
    const outcome: ItemOutcome = {
      outcome: 'CREATED',
      published: options.publish,
      links: 0,
      confirmed: 0,
      awaited: 0,
      files: item.files.length,
      note: null,
    };
    let found: KnownParties = new Map();
    // Before the transaction: bytes take long. Those of an import that goes no further are swept after a day.
    const uploads = options.dryRun ? [] : await this.files.receive(actor, item.files);
    await this.transaction(options, async (transaction) => {
      const { sourceKind, sourceDate, sourceUrl, kind } = item;
      const parties = await this.parties.execute(actor, item, known, transaction);
      found = parties.found;
      const content = { ...item.content, organisationIds: parties.organisationIds, authorIds: parties.authorIds };
      const origin = { importKey, sourceKind, sourceDate, sourceUrl };
      const id = await this.create.execute(actor, { kind, content, origin }, transaction);
      const version = await this.files.attach(actor, { id, version: 1 }, uploads, transaction);
      if (!options.draft) await this.submit.execute(actor, { id, version, incomplete: true }, transaction);
      if (options.publish) await this.publishFrom(SUBMITTED, actor, { id, version: version + 1 }, transaction);
      this.links.atEnd(transaction, async () => {
        const done = await this.links.execute(actor, item, { id, links: [] }, options.publish, transaction);
        Object.assign(outcome, { links: done.added, awaited: done.awaited });
        if (options.dryRun) throw new TakenBack();
      });
    });
    if (!options.dryRun) for (const [key, id] of found) known.set(key, id);
    return outcome;
  }

  /** One that an earlier import made: publishes it where asked, and adds the links it lacks. */
  async complete(
    actor: Actor,
    item: ImportItem,
    contribution: ImportedContribution,
    options: ItemOptions,
  ): Promise<ItemOutcome> {
    const { id, status, version } = contribution;
    const outcome: ItemOutcome = {
      outcome: 'UNCHANGED',
      published: false,
      links: 0,
      confirmed: 0,
      awaited: 0,
      files: 0,
      note: null,
    };
    if (!LINKED_IN.has(status)) {
      outcome.note = status === DRAFT ? null : `It was imported before and is ${words(status)} now; left as it is.`;
      return outcome;
    }
    outcome.published = options.publish && status === SUBMITTED;
    if (options.publish && !outcome.published && status !== PUBLISHED) {
      outcome.note = `It was imported before and is ${words(status)} now; publishing it is left to its reviewer.`;
    }
    const linked = new Map(contribution.links.map((link) => [link.recommendation, link]));
    const isPublished = outcome.published || (options.publish && status === PUBLISHED);
    const known = item.links.map(({ recommendation }) => linked.get(canonicalCode(recommendation)));
    const isComplete = known.every((link) => link !== undefined && !(isPublished && link.undecided && !link.suspect));
    if (isComplete && !outcome.published) {
      const left = known.flatMap((link) => (isPublished && link?.undecided ? [link.recommendation] : []));
      outcome.note ??= leftToAnalysts(left);
      return outcome;
    }
    await this.transaction(options, async (transaction) => {
      if (outcome.published) await this.publishFrom(status, actor, { id, version }, transaction);
      const done = await this.links.execute(actor, item, contribution, isPublished, transaction);
      Object.assign(outcome, { links: done.added, confirmed: done.confirmed, awaited: done.awaited });
      outcome.note ??= leftToAnalysts(done.left);
      if (options.dryRun) throw new TakenBack();
    });
    return outcome;
  }

  private async publishFrom(
    status: ContributionStatus,
    actor: Actor,
    change: { id: string; version: number },
    transaction: Transaction,
  ): Promise<void> {
    if (status === SUBMITTED) await this.startReview.execute(actor, change, transaction);
    await this.publish.execute(actor, { id: change.id, version: change.version + 1 }, transaction);
  }

  private async transaction(options: ItemOptions, work: (transaction: Transaction) => Promise<void>): Promise<void> {
    try {
      await this.database.transaction(work);
    } catch (error) {
      if (!(options.dryRun && error instanceof TakenBack)) throw error;
    }
  }
}

const words = (status: ContributionStatus) => status.toLowerCase().replaceAll('_', ' ');

/** Labels of a source stand for a decision, but not against what is known by now. */
function leftToAnalysts(codes: readonly string[]): string | null {
  if (codes.length === 0) return null;
  const which = codes.length === 1 ? `The link to ${codes[0]} stays` : `The links to ${codes.join(', ')} stay`;
  return `${which} proposed: a quote was not found where it should stand, or the recommendation has a new text. An analyst decides.`;
}
