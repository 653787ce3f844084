import { Inject, Injectable } from '@nestjs/common';
import { Database, groupedByKey } from '#libs/platform';

export interface EvidenceRow {
  claimId: string;
  passageId: string;
  quote: string;
  start: number;
  end: number;
}

/** A quote whose file is still to be read, or that was not found in it. */
export interface AwaitedRow {
  claimId: string;
  quote: string;
  page: number | null;
  file: string | null;
  failure: string | null;
}

/** Reads evidence by claims that passed the gate. */
@Injectable()
export class ClaimEvidence {
  constructor(@Inject(Database) private readonly database: Database) {}

  async ofClaims(claimIds: readonly string[]): Promise<EvidenceRow[][]> {
    const rows = await this.database.query<EvidenceRow>(
      `select claim_id as "claimId", passage_id as "passageId", quote, start_offset as start, end_offset as "end"
       from evidence where claim_id = any($1::uuid[]) order by claim_id, position`,
      [claimIds],
    );
    return groupedByKey(claimIds, rows, (row) => row.claimId);
  }

  async awaitedOf(claimIds: readonly string[]): Promise<AwaitedRow[][]> {
    const rows = await this.database.query<AwaitedRow>(
      `select a.claim_id as "claimId", a.quote, a.page, f.name as file, a.failure
       from awaited_evidence a left join file f on f.id = a.file_id where a.claim_id = any($1::uuid[]) order by a.claim_id, a.position`,
      [claimIds],
    );
    return groupedByKey(claimIds, rows, (row) => row.claimId);
  }
}
