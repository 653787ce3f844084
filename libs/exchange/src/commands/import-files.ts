import { createReadStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { AttachFile, ReceiveUpload } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { ErrorCode, type Fault, Refusal, refuse, type Transaction } from '#libs/platform';
import type { ImportedFile } from '../import/import-item.js';

/** Takes in the files of a contribution that is imported. */
@Injectable()
export class ImportFiles {
  constructor(
    @Inject(ReceiveUpload) private readonly upload: ReceiveUpload,
    @Inject(AttachFile) private readonly attachFile: AttachFile,
  ) {}

  /** Stores the bytes, one file after the other. Returns the ids of the uploads. Refuses under `files.<index>`. */
  async receive(actor: Actor, files: readonly ImportedFile[]): Promise<string[]> {
    const uploads: string[] = [];
    for (const [index, { path, name, sha256 }] of files.entries()) {
      const uploaded = await under(index, async () => {
        const given = { content: createReadStream(path), name };
        const { receipt } = await this.upload.execute(actor, given).catch((error: NodeJS.ErrnoException) => {
          if (error.path !== path) throw error;
          throw refuse(ErrorCode.INVALID, `“${name}” can no longer be read (${error.code}).`);
        });
        // By its hash we know it again; under that of other bytes it would come twice.
        if (receipt.sha256 !== sha256)
          throw refuse(ErrorCode.INVALID, `“${name}” was changed while it was imported. Import it again.`);
        return receipt.id;
      });
      uploads.push(uploaded);
    }
    return uploads;
  }

  /** Makes uploads files of a contribution. Returns its version after that. Refuses under `files.<index>`. */
  async attach(
    actor: Actor,
    { id, version }: { id: string; version: number },
    uploads: readonly string[],
    transaction: Transaction,
  ): Promise<number> {
    for (const [index, uploadId] of uploads.entries()) {
      await under(index, () =>
        this.attachFile.execute(actor, { id, version: version + index }, { uploadId }, transaction),
      );
    }
    return version + uploads.length;
  }
}

async function under<Result>(index: number, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const path = ['files', String(index)];
    throw new Refusal(error.faults.map((fault): Fault => ({ ...fault, path })));
  }
}
