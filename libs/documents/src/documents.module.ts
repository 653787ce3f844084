import { Module } from '@nestjs/common';
import { ContributionsModule } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { NodeRegistry } from '#libs/platform';
import { ContributionPassagesResolver, PassageResolver } from './api/passage.resolver.js';
import { passageLoader } from './api/passage.type.js';
import { PassageDerivation } from './commands/passage-derivation.js';
import { Passages } from './queries/passages.js';

@Module({
  imports: [ContributionsModule],
  providers: [PassageDerivation, Passages, PassageResolver, ContributionPassagesResolver],
  exports: [Passages],
})
export class DocumentsModule {
  constructor(nodes: NodeRegistry, passages: Passages) {
    nodes.register('Passage', async (uuids, context: RequestContext) => {
      const found = await passageLoader(context, passages).loadMany(uuids);
      return found.map((item) => (item instanceof Error ? null : item));
    });
  }
}
