import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, type Fault, Refusal, type Transaction } from '#libs/platform';
import { ContributionAction, ContributionStatus } from '../policies/lifecycle.js';
import { type ContentInput, ContentResolution } from './content-resolution.js';
import { type ChangeOf, closeChange, openForChange } from './open-for-change.js';
import { replacePublication } from './publication-store.js';
import { freezeRevision, insertRevision, readRevision } from './revision-store.js';

const TAGS = new Set<keyof ContentInput>(['themes', 'systems', 'event']);

/**
 * An analyst's change of themes, systems or event. It makes the next revision with the same text, at once in force also for a
 * published one, so the record stays whole and links do not turn suspect.
 */
@Injectable()
export class TagContribution {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ContentResolution) private readonly resolution: ContentResolution,
  ) {}

  execute(actor: Actor, change: ChangeOf, input: ContentInput, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const { contribution } = await openForChange(transaction, actor, ContributionAction.TAG, change);
      const others = (Object.keys(input) as (keyof ContentInput)[]).filter(
        (key) => input[key] !== undefined && !TAGS.has(key),
      );
      if (others.length > 0) {
        const faults = others.map(
          (key): Fault => ({
            code: ErrorCode.NOT_ALLOWED,
            message:
              'Only its submitter changes what a contribution says; as an analyst you may change themes, systems and event.',
            path: [key === 'organisationIds' ? 'organisations' : key === 'authorIds' ? 'authors' : key],
          }),
        );
        throw new Refusal(faults);
      }
      const base = await readRevision(transaction, contribution.currentRevisionId);
      const content = await this.resolution.apply(transaction, contribution.kind, base.content, input);
      const [last] = await transaction.query<{ number: number }>(
        'select max(number) as number from revision where contribution_id = $1',
        [contribution.id],
      );
      const place = { number: (last?.number ?? 0) + 1, textVersion: base.textVersion };
      const revisionId = await insertRevision(transaction, contribution, place, content);
      await freezeRevision(transaction, contribution.kind, { id: revisionId, content }, change.note ?? 'Tags changed');
      if (contribution.status === ContributionStatus.PUBLISHED)
        await replacePublication(transaction, contribution.id, revisionId);
      await closeChange(transaction, contribution, { current_revision_id: revisionId });
      await transaction.record(actor, {
        kind: 'ContributionTagged',
        subjectType: 'Contribution',
        subjectId: contribution.id,
        subjectVersion: contribution.version + 1,
        payload: { revisionId, sameTextAs: base.id },
      });
    }, joined);
  }
}
