import { Module } from '@nestjs/common';
import { CatalogueModule } from '#libs/catalogue';
import { ContributionsModule } from '#libs/contributions';
import { DocumentsModule } from '#libs/documents';
import { IdentityModule, type RequestContext } from '#libs/identity';
import { NodeRegistry } from '#libs/platform';
import { ContributionHistoryResolver, HistoryEntryResolver } from './api/history.resolver.js';
import { LinkMutationsResolver } from './api/link.mutations.js';
import { RecommendationLinkResolver } from './api/link.resolver.js';
import { toLinkType } from './api/link.type.js';
import {
  ContributionLinksResolver,
  HeldLinksResolver,
  RecommendationLinksResolver,
  SuspectLinksResolver,
} from './api/link-lists.resolver.js';
import { AddEvidence } from './commands/add-evidence.js';
import { AnchorEvidence } from './commands/anchor-evidence.js';
import { DecideLink } from './commands/decide-link.js';
import { LinkRecommendation } from './commands/link-recommendation.js';
import { ReviseLink } from './commands/revise-link.js';
import { WithdrawLink } from './commands/withdraw-link.js';
import { ClaimEvidence } from './queries/claim-evidence.js';
import { History } from './queries/history.js';
import { Links } from './queries/links.js';

@Module({
  imports: [IdentityModule, CatalogueModule, ContributionsModule, DocumentsModule],
  providers: [
    AddEvidence,
    AnchorEvidence,
    LinkRecommendation,
    DecideLink,
    ReviseLink,
    WithdrawLink,
    Links,
    ClaimEvidence,
    History,
    ContributionHistoryResolver,
    HistoryEntryResolver,
    RecommendationLinkResolver,
    ContributionLinksResolver,
    RecommendationLinksResolver,
    HeldLinksResolver,
    SuspectLinksResolver,
    LinkMutationsResolver,
  ],
  exports: [AddEvidence, LinkRecommendation, DecideLink, Links],
})
export class LinksModule {
  constructor(nodes: NodeRegistry, links: Links) {
    nodes.register('RecommendationLink', async (uuids, { actor }: RequestContext) => {
      const rows = await links.byIds(actor, uuids);
      return rows.map((row) => row && toLinkType(row, actor));
    });
  }
}
