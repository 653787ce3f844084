import { Module } from '@nestjs/common';
import { ContributionsModule } from '#libs/contributions';
import { DirectoryModule } from '#libs/directory';
import { LinksModule } from '#libs/links';
import { ImportContributions } from './commands/import-contributions.js';
import { ImportLinks } from './commands/import-links.js';
import { ImportOne } from './commands/import-one.js';
import { ImportParties } from './commands/import-parties.js';
import { LoadDemo } from './commands/load-demo.js';
import { ImportedContributions } from './queries/imported-contributions.js';
import { KnownCodes } from './queries/known-codes.js';

/** What enters and leaves. */
@Module({
  imports: [DirectoryModule, ContributionsModule, LinksModule],
  providers: [ImportParties, ImportLinks, ImportOne, KnownCodes, ImportedContributions, ImportContributions, LoadDemo],
  exports: [ImportContributions, LoadDemo],
})
export class ExchangeModule {}
