import { Inject, Injectable } from '@nestjs/common';
import { readableRevisions } from '#libs/contributions';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';

export interface FileRow {
  id: string;
  contributionId: string;
  sha256: string;
  name: string;
  mediaType: string;
  byteSize: number;
  createdAt: Date;
}

const COLUMNS = `f.id, f.contribution_id as "contributionId", f.sha256, f.name, f.media_type as "mediaType",
  f.byte_size as "byteSize", f.created_at as "createdAt"`;
const ROWS = `revision_file v join revision r on r.id = v.revision_id join contribution c on c.id = r.contribution_id`;
const NAMES = { contribution: 'c', revision: 'r' };

/** SQL that is true of a row of `file` that the actor may read: a revision that they may read has it. */
export function readableFiles(actor: Actor, parameters: unknown[], alias: string): string {
  return `exists (select from ${ROWS} where v.file_id = ${alias}.id and ${readableRevisions(actor, parameters, NAMES)})`;
}

/** Reads files, always through the gate of the revisions that have them. */
@Injectable()
export class Files {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those of the ids that exist and that the actor may read, in no order. */
  byIds(actor: Actor, ids: readonly string[]): Promise<FileRow[]> {
    const parameters: unknown[] = [ids];
    return this.database.query(
      `select ${COLUMNS} from file f where f.id = any($1::uuid[]) and ${readableFiles(actor, parameters, 'f')}`,
      parameters,
    );
  }

  /** The files of revisions, in the order they were attached; of a revision that the actor may not read, none. */
  ofRevisions(actor: Actor, revisionIds: readonly string[]): Promise<(FileRow & { revisionId: string })[]> {
    const parameters: unknown[] = [revisionIds];
    return this.database.query(
      `select ${COLUMNS}, r.id as "revisionId" from ${ROWS} join file f on f.id = v.file_id
       where r.id = any($1::uuid[]) and ${readableRevisions(actor, parameters, NAMES)} order by r.id, v.position`,
      parameters,
    );
  }

  /** Whether the actor knows these bytes already: from a contribution that they may read, or because they sent them before; `before` an instant, if that is given. */
  async isKnown(actor: Actor, sha256: string, before?: Date): Promise<boolean> {
    const parameters: unknown[] = [sha256, actor.accountId, before ?? null];
    const [row] = await this.database.query<{ known: boolean }>(
      `select exists (select from upload u where u.sha256 = $1 and u.account_id = $2::uuid and u.received_at < coalesce($3::timestamptz, 'infinity'))
         or exists (select from file f where f.sha256 = $1 and f.created_at < coalesce($3::timestamptz, 'infinity') and ${readableFiles(actor, parameters, 'f')}) as known`,
      parameters,
    );
    return row?.known ?? false;
  }
}
