import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { AnalysisModule } from '#libs/analysis';
import { CatalogueModule } from '#libs/catalogue';
import { ContributionsModule } from '#libs/contributions';
import { DirectoryModule } from '#libs/directory';
import { DocumentsModule } from '#libs/documents';
import { ExchangeModule } from '#libs/exchange';
import { IdentityModule } from '#libs/identity';
import { LinksModule } from '#libs/links';
import { PlatformModule, type PlatformOptions } from '#libs/platform';
import { ReviewModule } from '#libs/review';
import { SearchModule } from '#libs/search';
import { SuggestionsModule } from '#libs/suggestions';
import { ErrorFilter } from './edge/error.filter.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { NodeResolver } from './graphql/node.resolver.js';

/** The api process: every area, and GraphQL over them. */
@Module({})
export class ApiModule {
  static with(options: PlatformOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(options),
        IdentityModule,
        CatalogueModule,
        DirectoryModule,
        ContributionsModule,
        DocumentsModule,
        LinksModule,
        SearchModule,
        SuggestionsModule,
        ReviewModule,
        AnalysisModule,
        ExchangeModule,
        GraphQLModule.forRoot(graphqlOptions(options.log)),
      ],
      providers: [NodeResolver, { provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}
