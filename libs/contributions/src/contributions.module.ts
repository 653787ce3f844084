import { Module } from '@nestjs/common';
import { CatalogueModule } from '#libs/catalogue';
import { DirectoryModule } from '#libs/directory';
import { type RequestContext } from '#libs/identity';
import { inKeyOrder, NodeRegistry } from '#libs/platform';
import { contributionLoader } from './api/contribution.loader.js';
import { ContributionCommandsResolver, ContributionStepsResolver } from './api/contribution.mutations.js';
import {
  ContributionNamesResolver,
  ContributionTextResolver,
  PendingRevisionResolver,
} from './api/contribution.resolver.js';
import {
  ContributionQueriesResolver,
  EventContributionsResolver,
  OrganisationContributionsResolver,
  ThemeContributionsResolver,
} from './api/contribution-lists.resolver.js';
import {
  ImplementationOptionResolver,
  PositionPaperResolver,
  TechnologyNoteResolver,
} from './api/kind-details.resolver.js';
import { MergeResolver } from './api/merge.resolver.js';
import { RelationMutationsResolver } from './api/relation.mutations.js';
import { ContributionRelationsResolver, RelationEndsResolver } from './api/relation.resolver.js';
import { toRelationType } from './api/relation.type.js';
import { RevisionResolver } from './api/revision.resolver.js';
import { toRevisionType } from './api/revision.type.js';
import { ContentResolution } from './commands/content-resolution.js';
import { CreateContribution } from './commands/create-contribution.js';
import { DeclineContribution } from './commands/decline-contribution.js';
import { EndRelation } from './commands/end-relation.js';
import { MergeOrganisations } from './commands/merge-organisations.js';
import { PublishContribution } from './commands/publish-contribution.js';
import { RelateContributions } from './commands/relate-contributions.js';
import { RequestChanges } from './commands/request-changes.js';
import { ReviseContribution } from './commands/revise-contribution.js';
import { StartReview } from './commands/start-review.js';
import { SubmitContribution } from './commands/submit-contribution.js';
import { TagContribution } from './commands/tag-contribution.js';
import { WithdrawContribution } from './commands/withdraw-contribution.js';
import { ContributionList } from './queries/contribution-list.js';
import { ContributionRelations } from './queries/contribution-relations.js';
import { Contributions } from './queries/contributions.js';
import { RevisionParts } from './queries/revision-parts.js';
import { Revisions } from './queries/revisions.js';
import { SubjectLookup } from './queries/subject-lookup.js';
import { ThemeCounts } from './queries/theme-counts.js';

const COMMANDS = [
  CreateContribution,
  ReviseContribution,
  SubmitContribution,
  StartReview,
  RequestChanges,
  PublishContribution,
  DeclineContribution,
  WithdrawContribution,
];

@Module({
  imports: [CatalogueModule, DirectoryModule],
  providers: [
    ...COMMANDS,
    ContentResolution,
    TagContribution,
    RelateContributions,
    EndRelation,
    MergeOrganisations,
    ContributionRelations,
    Contributions,
    ContributionList,
    RevisionParts,
    Revisions,
    SubjectLookup,
    ThemeCounts,
    ContributionCommandsResolver,
    ContributionStepsResolver,
    ContributionQueriesResolver,
    ContributionNamesResolver,
    ContributionTextResolver,
    PendingRevisionResolver,
    PositionPaperResolver,
    TechnologyNoteResolver,
    ImplementationOptionResolver,
    RevisionResolver,
    ContributionRelationsResolver,
    RelationEndsResolver,
    RelationMutationsResolver,
    MergeResolver,
    OrganisationContributionsResolver,
    EventContributionsResolver,
    ThemeContributionsResolver,
  ],
  exports: [...COMMANDS, Contributions, ContributionRelations, SubjectLookup],
})
export class ContributionsModule {
  constructor(
    nodes: NodeRegistry,
    contributions: Contributions,
    revisions: Revisions,
    relations: ContributionRelations,
  ) {
    nodes.register('Contribution', async (uuids, context: RequestContext) => {
      const found = await contributionLoader(context, contributions).loadMany(uuids);
      return found.map((item) => (item instanceof Error ? null : item));
    });
    nodes.register('Revision', async (uuids, { actor }: RequestContext) => {
      const rows = await revisions.byIds(actor, uuids);
      return inKeyOrder(uuids, rows, (row) => row.id).map((row) => row && toRevisionType(row));
    });
    nodes.register('ContributionRelation', async (uuids, { actor }: RequestContext) =>
      (await relations.byIds(actor, uuids)).map((row) => row && toRelationType(row, actor)),
    );
  }
}
