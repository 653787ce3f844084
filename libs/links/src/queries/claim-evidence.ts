import { Inject, Injectable } from '@nestjs/common';
import { Database, groupedByKey } from '#libs/platform';

export interface EvidenceRow {
  claimId: string;
  passageId: string;
  quote: string;
  start: number;
  end: number;
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
}
