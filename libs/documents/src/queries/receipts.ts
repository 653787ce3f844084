import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';

/** What somebody sent, as it was taken in. Its id, together with the file or its hash, proves it later. */
export interface Receipt {
  id: string;
  sha256: string;
  byteSize: number;
  name: string;
  mediaType: string;
  receivedAt: Date;
}

/** Select list for Receipt over `upload`. */
export const RECEIPT_COLUMNS = `id, sha256, byte_size as "byteSize", name, media_type as "mediaType", received_at as "receivedAt"`;

/** Reads receipts, by what only their holders know. */
@Injectable()
export class Receipts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The receipt with this id, if it is of the file with this hash. A wrong id and a wrong hash are one and the same. */
  async proven(id: string, sha256: string): Promise<Receipt | undefined> {
    const [row] = await this.database.query<Receipt>(
      `select ${RECEIPT_COLUMNS} from upload where id = $1::uuid and sha256 = $2`,
      [id, sha256],
    );
    return row;
  }

  /** The receipt that an account was given for a request with this key. */
  async byKey(actor: Actor, idempotencyKey: string): Promise<Receipt | undefined> {
    const [row] = await this.database.query<Receipt>(
      `select ${RECEIPT_COLUMNS} from upload where account_id is not distinct from $1::uuid and idempotency_key = $2`,
      [actor.accountId, idempotencyKey],
    );
    return row;
  }
}
