import { Inject, Injectable } from '@nestjs/common';
import { MergeRecords } from '#libs/directory';
import { type Actor, isAdministrator } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { previewMerge } from '../queries/merge-preview.js';

export interface MergeInput {
  /** UUIDs. */
  fromId: string;
  intoId: string;
  /** What the preview said. */
  seen: string;
}

/**
 * Makes two records of one body one: everything that points to the one points to the other afterwards. Accounts move, so their owners read
 * what the other handed in for agencies, and the other way round: who merges has seen how much that is. For administrators.
 */
@Injectable()
export class MergeOrganisations {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MergeRecords) private readonly records: MergeRecords,
  ) {}

  /** Refuses NOT_ALLOWED, NOT_FOUND, INVALID, WRONG_STATE, and VERSION_CONFLICT when it would change something else than was seen. */
  execute(actor: Actor, { fromId, intoId, seen }: MergeInput, joined?: Transaction): Promise<void> {
    if (!isAdministrator(actor)) throw refuse(ErrorCode.NOT_ALLOWED, 'Only administrators merge organisations.');
    return this.database.transaction(async (transaction) => {
      const open = await this.records.open(transaction, fromId, intoId);
      const preview = await previewMerge(transaction, actor, fromId, intoId);
      if (preview?.seen !== seen) {
        throw refuse(
          ErrorCode.VERSION_CONFLICT,
          'What the merge would change is not what you have seen. Look at it again.',
          ['seen'],
        );
      }
      const { accounts, people } = await this.records.execute(transaction, actor, open);
      const papers = await transaction.query<{ id: string }>(
        `with moved as (
           update contribution set submitter_organisation_id = $2 where submitter_organisation_id = $1 returning id)
         select id from moved`,
        [fromId, intoId],
      );
      const revisions = await this.moveSpeakers(transaction, fromId, intoId);
      await transaction.record(actor, {
        kind: 'OrganisationsMerged',
        subjectType: 'Organisation',
        subjectId: intoId,
        subjectVersion: open.into.version + 1,
        payload: { from: fromId, name: open.from.name, accounts, people, contributions: papers.length, revisions },
      });
      await transaction.record(actor, {
        kind: 'OrganisationMergedInto',
        subjectType: 'Organisation',
        subjectId: fromId,
        subjectVersion: open.from.version + 1,
        payload: { into: intoId },
      });
    }, joined);
  }

  private async moveSpeakers(transaction: Transaction, fromId: string, intoId: string): Promise<number> {
    await transaction.query(
      `insert into merged_speaker (revision_id, organisation_id, position)
       select n.revision_id, n.organisation_id, n.position from revision_organisation n join revision r on r.id = n.revision_id
       where n.organisation_id = $1 and r.frozen_at is not null`,
      [fromId],
    );
    // Where both spoke, the one that stays is named already.
    const both = await transaction.query<{ id: string }>(
      `with gone as (
         delete from revision_organisation n where n.organisation_id = $1
           and exists (select from revision_organisation other where other.revision_id = n.revision_id and other.organisation_id = $2)
         returning n.revision_id as id)
       select id from gone`,
      [fromId, intoId],
    );
    const moved = await transaction.query<{ id: string }>(
      `with moved as (
         update revision_organisation set organisation_id = $2 where organisation_id = $1 returning revision_id as id)
       select id from moved`,
      [fromId, intoId],
    );
    return both.length + moved.length;
  }
}
