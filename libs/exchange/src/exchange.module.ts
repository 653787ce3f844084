import { Module } from '@nestjs/common';
import { ContributionsModule } from '#libs/contributions';
import { DirectoryModule } from '#libs/directory';
import { DocumentsModule } from '#libs/documents';
import { LinksModule } from '#libs/links';
import { CitationResolver } from './citation/citation.resolver.js';
import { CitationSources } from './citation/citation-sources.js';
import { ImportContributions } from './commands/import-contributions.js';
import { ImportFiles } from './commands/import-files.js';
import { ImportLinks } from './commands/import-links.js';
import { ImportOne } from './commands/import-one.js';
import { ImportParties } from './commands/import-parties.js';
import { LoadDemo } from './commands/load-demo.js';
import { ImportedContributions } from './queries/imported-contributions.js';
import { KnownCodes } from './queries/known-codes.js';

/** What enters and leaves. */
@Module({
  imports: [DirectoryModule, ContributionsModule, DocumentsModule, LinksModule],
  providers: [
    CitationSources,
    CitationResolver,
    ImportParties,
    ImportFiles,
    ImportLinks,
    ImportOne,
    KnownCodes,
    ImportedContributions,
    ImportContributions,
    LoadDemo,
  ],
  exports: [CitationSources, ImportContributions, LoadDemo],
})
export class ExchangeModule {}
