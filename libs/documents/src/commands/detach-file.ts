import { Inject, Injectable } from '@nestjs/common';
import { type ChangeOf, ReviseContribution } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database, type Transaction } from '#libs/platform';

/** Takes a file out of what a contribution says. Revisions that are frozen keep theirs. */
@Injectable()
export class DetachFile {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReviseContribution) private readonly revise: ReviseContribution,
  ) {}

  /** Refuses as ReviseContribution does, and NOT_FOUND where the contribution has no such file. */
  execute(actor: Actor, change: ChangeOf, fileId: string, joined?: Transaction): Promise<void> {
    return this.database.transaction(async (transaction) => {
      await this.revise.execute(actor, change, { detach: fileId }, transaction);
      await transaction.record(actor, {
        kind: 'FileDetached',
        subjectType: 'Contribution',
        subjectId: change.id,
        subjectVersion: change.version + 1,
        payload: { fileId },
      });
    }, joined);
  }
}
