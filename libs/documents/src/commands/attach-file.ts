import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { type ChangeOf, ReviseContribution } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database, ErrorCode, refuse, type Transaction } from '#libs/platform';
import { File } from '../entities/file.entity.js';
import { cleanFileName } from '../policies/clean-file-name.js';
import { fileLimits } from '../policies/file-limits.js';
import type { MediaType } from '../policies/media-types.js';

/**
 * Makes what was uploaded a file of a contribution: a change of what it says, like any other. A draft is changed in place; of what was
 * published or sent back, the next revision is started, which takes the earlier files over.
 */
@Injectable()
export class AttachFile {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReviseContribution) private readonly revise: ReviseContribution,
  ) {}

  /** Returns the id of the file. Refuses as ReviseContribution does, NOT_FOUND for the upload, DUPLICATE and LIMIT_REACHED. */
  execute(
    actor: Actor,
    change: ChangeOf,
    { uploadId, name }: { uploadId: string; name?: string | null },
    joined?: Transaction,
  ): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const upload = await this.openUpload(transaction, actor, uploadId);
      const id = v7();
      await this.revise.execute(actor, change, { attach: { id, sha256: upload.sha256 } }, transaction);
      await transaction.manager.insert(File, {
        id,
        contributionId: change.id,
        ...upload,
        name: name ? cleanFileName(name, upload.mediaType) : upload.name,
        uploadedBy: actor.accountId,
      });
      await transaction.query('update upload set attached_at = coalesce(attached_at, now()) where id = $1', [uploadId]);
      await transaction.record(actor, {
        kind: 'FileAttached',
        subjectType: 'Contribution',
        subjectId: change.id,
        subjectVersion: change.version + 1,
        payload: { fileId: id, uploadId, sha256: upload.sha256 },
      });
      return id;
    }, joined);
  }

  /** What the actor uploaded and is still there, locked against the sweeper. */
  private async openUpload(
    transaction: Transaction,
    actor: Actor,
    id: string,
  ): Promise<{ sha256: string; name: string; mediaType: MediaType; byteSize: number }> {
    const [upload] = await transaction.query<{ sha256: string; name: string; mediaType: MediaType; byteSize: number }>(
      `select u.sha256, u.name, u.media_type as "mediaType", u.byte_size as "byteSize"
       from upload u join blob b on b.sha256 = u.sha256
       where u.id = $1 and u.account_id is not distinct from $2::uuid for update of u for key share of b`,
      [id, actor.accountId],
    );
    if (upload) return upload;
    throw refuse(
      ErrorCode.NOT_FOUND,
      `There is no such upload of yours. What is not attached within ${fileLimits.waitingHours} hours is removed: send the file again.`,
      ['upload'],
    );
  }
}
