import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type Actor, isContributor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { Contribution } from '../entities/contribution.entity.js';
import { Audience, type Content, type ContributionKind, NO_DETAILS } from '../policies/content.js';
import { ContributionStatus } from '../policies/lifecycle.js';
import { type ContentInput, ContentResolution } from './content-resolution.js';
import { insertRevision } from './revision-store.js';

/** Where an imported contribution comes from, in the words of its source. */
export interface ImportOrigin {
  importKey: string;
  sourceKind: string | null;
  sourceDate: string | null;
  sourceUrl: string | null;
}

const EMPTY: Content = {
  title: '',
  abstract: '',
  body: null,
  language: 'en',
  audience: Audience.PUBLIC,
  embargoUntil: null,
  eventId: null,
  themeIds: [],
  systemIds: [],
  organisationIds: [],
  authorIds: [],
  files: [],
  details: NO_DETAILS,
};

/** Starts a contribution as a draft, which only its submitter can read. */
@Injectable()
export class CreateContribution {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ContentResolution) private readonly resolution: ContentResolution,
  ) {}

  /** Returns the id. Organisations default to the account's own. Refuses NOT_ALLOWED to readers, INVALID and NOT_FOUND by field. */
  execute(
    actor: Actor,
    input: { kind: ContributionKind; content: ContentInput; origin?: ImportOrigin },
    joined?: Transaction,
  ): Promise<string> {
    return this.database.transaction(async (transaction) => {
      if (!isContributor(actor))
        throw refuse(ErrorCode.NOT_ALLOWED, 'Only experts, analysts and administrators may hand in contributions.');
      const given: ContentInput = { ...input.content, title: input.content.title ?? '' };
      if (!given.organisationIds && actor.organisationId !== null) given.organisationIds = [actor.organisationId];
      const content = await this.resolution.apply(transaction, input.kind, EMPTY, given);
      const id = v7();
      const revisionId = await insertRevisionAfter(transaction, actor, id, input, content);
      await transaction.record(actor, {
        kind: 'ContributionCreated',
        subjectType: 'Contribution',
        subjectId: id,
        subjectVersion: 1,
        payload: { revisionId, text: true },
      });
      return id;
    }, joined);
  }
}

/** The contribution and its first revision point at each other; the foreign key waits for the commit. */
async function insertRevisionAfter(
  transaction: Transaction,
  actor: Actor,
  id: string,
  input: { kind: ContributionKind; origin?: ImportOrigin },
  content: Content,
): Promise<string> {
  const placeholder = v7();
  await transaction.manager.insert(Contribution, {
    id,
    kind: input.kind,
    status: ContributionStatus.DRAFT,
    version: 1,
    audience: content.audience,
    embargoUntil: content.embargoUntil,
    submitterId: actor.accountId,
    submitterOrganisationId: actor.organisationId,
    currentRevisionId: placeholder,
    ...input.origin,
  });
  const revisionId = await insertRevision(
    transaction,
    { id, kind: input.kind },
    { number: 1, textVersion: 1 },
    content,
  );
  await transaction.manager.update(Contribution, { id }, { currentRevisionId: revisionId });
  return revisionId;
}
