import { Module } from '@nestjs/common';
import { CatalogueModule } from '#libs/catalogue';
import { ContributionsModule } from '#libs/contributions';
import { DocumentsModule } from '#libs/documents';
import { IdentityModule } from '#libs/identity';
import { LinksModule } from '#libs/links';
import { SuggestionMutationsResolver } from './api/suggestion.mutations.js';
import { ContributionSuggestionsResolver, SuggestionResolver } from './api/suggestion.resolver.js';
import { DecideSuggestion } from './commands/decide-suggestion.js';
import { Suggestions } from './queries/suggestions.js';

@Module({
  imports: [IdentityModule, CatalogueModule, ContributionsModule, DocumentsModule, LinksModule],
  providers: [
    DecideSuggestion,
    Suggestions,
    ContributionSuggestionsResolver,
    SuggestionResolver,
    SuggestionMutationsResolver,
  ],
})
export class SuggestionsModule {}
