import { Inject, Injectable } from '@nestjs/common';
import { Database, type Fact, type Transaction } from '#libs/platform';
import { carryOver, cutRevision, dropPassages, makeCurrent } from './cut-revision.js';

/** Keeps passages in step with what contributions say, inside the transaction that changes them: so evidence can be quoted at once. */
@Injectable()
export class PassageDerivation {
  constructor(@Inject(Database) database: Database) {
    database.beforeCommit({
      name: 'passages',
      stage: 'DERIVE',
      run: (transaction, facts) => this.run(transaction, facts),
    });
  }

  private async run(transaction: Transaction, facts: readonly Fact[]): Promise<void> {
    for (const { kind, subjectId, payload } of facts) {
      const revisionId = payload?.revisionId as string;
      switch (kind) {
        case 'ContributionCreated':
        case 'ContributionRevised':
          if (payload?.text) await cutRevision(transaction, subjectId, revisionId);
          break;
        case 'ContributionTagged':
          await carryOver(transaction, payload?.sameTextAs as string, revisionId);
          break;
        case 'ContributionPublished':
          if (payload?.replaces) await makeCurrent(transaction, subjectId, revisionId);
          break;
        case 'ContributionWithdrawn':
          await dropPassages(transaction, subjectId);
          break;
      }
    }
  }
}
