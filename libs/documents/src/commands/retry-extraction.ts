import { Inject, Injectable } from '@nestjs/common';
import { type Actor, isAnalyst } from '#libs/identity';
import { Database, ErrorCode, refuse } from '#libs/platform';
import { readableFiles } from '../queries/files.js';

/** Has a file read again: by an analyst, or by the submitter of its contribution. */
@Injectable()
export class RetryExtraction {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Refuses NOT_FOUND, NOT_ALLOWED, WRONG_STATE (it waits or is being read already). */
  execute(actor: Actor, fileId: string): Promise<void> {
    return this.database.transaction(async (transaction) => {
      const parameters: unknown[] = [fileId];
      const [file] = await transaction.query<{ contributionId: string; submitterId: string | null; state: string }>(
        `select f.contribution_id as "contributionId", c.submitter_id as "submitterId", e.state
         from file f join contribution c on c.id = f.contribution_id join extraction e on e.file_id = f.id
         where f.id = $1 and ${readableFiles(actor, parameters, 'f')} for update of e`,
        parameters,
      );
      if (!file) throw refuse(ErrorCode.NOT_FOUND, 'There is no such file.', ['file']);
      if (!isAnalyst(actor) && (actor.accountId === null || actor.accountId !== file.submitterId))
        throw refuse(ErrorCode.NOT_ALLOWED, 'Only analysts and whoever handed it in have a file read again.');
      if (file.state === 'PENDING' || file.state === 'RUNNING')
        throw refuse(ErrorCode.WRONG_STATE, 'This file waits to be read, or is being read.', ['file']);
      await transaction.query(
        `update extraction set state = 'PENDING', for_recognition = false, attempts = 0, not_before = null, claimed_until = null, queued_at = now() where file_id = $1`,
        [fileId],
      );
      await transaction.record(actor, {
        kind: 'FileReadingAsked',
        subjectType: 'Contribution',
        subjectId: file.contributionId,
        payload: { fileId },
      });
    });
  }
}
