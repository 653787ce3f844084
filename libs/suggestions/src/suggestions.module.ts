import { Module } from '@nestjs/common';
import { CatalogueModule } from '#libs/catalogue';
import { ContributionsModule } from '#libs/contributions';
import { DocumentsModule } from '#libs/documents';
import { IdentityModule } from '#libs/identity';
import { LinksModule } from '#libs/links';
import { CuesResolver } from './api/cues.resolver.js';
import { SuggestionMutationsResolver } from './api/suggestion.mutations.js';
import { ContributionSuggestionsResolver, SuggestionResolver } from './api/suggestion.resolver.js';
import { DecideSuggestion } from './commands/decide-suggestion.js';
import { SetCues } from './commands/set-cues.js';
import { Cues } from './queries/cues.js';
import { Suggestions } from './queries/suggestions.js';

@Module({
  imports: [IdentityModule, CatalogueModule, ContributionsModule, DocumentsModule, LinksModule],
  providers: [
    DecideSuggestion,
    SetCues,
    Cues,
    Suggestions,
    CuesResolver,
    ContributionSuggestionsResolver,
    SuggestionResolver,
    SuggestionMutationsResolver,
  ],
  exports: [Suggestions],
})
export class SuggestionsModule {}
