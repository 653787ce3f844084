import { Module } from '@nestjs/common';
import { ContributionsModule } from '#libs/contributions';
import type { RequestContext } from '#libs/identity';
import { NodeRegistry } from '#libs/platform';
import { FileExtractionResolver } from './api/extraction.resolver.js';
import { FileCommandsResolver } from './api/file.mutations.js';
import { ContributionFilesResolver, RevisionFilesResolver } from './api/file.resolver.js';
import { fileLoader } from './api/file.type.js';
import { ContributionPassagesResolver, PassageResolver } from './api/passage.resolver.js';
import { passageLoader } from './api/passage.type.js';
import { RevisionDiffResolver } from './api/revision-diff.resolver.js';
import { AttachFile } from './commands/attach-file.js';
import { DetachFile } from './commands/detach-file.js';
import { PassageDerivation } from './commands/passage-derivation.js';
import { ReceiveUpload } from './commands/receive-upload.js';
import { RetryExtraction } from './commands/retry-extraction.js';
import { Extractions } from './queries/extractions.js';
import { Files } from './queries/files.js';
import { Passages } from './queries/passages.js';
import { Receipts } from './queries/receipts.js';
import { RevisionTexts } from './queries/revision-texts.js';

@Module({
  imports: [ContributionsModule],
  providers: [
    PassageDerivation,
    Passages,
    Files,
    Extractions,
    RetryExtraction,
    FileExtractionResolver,
    Receipts,
    ReceiveUpload,
    AttachFile,
    DetachFile,
    PassageResolver,
    ContributionPassagesResolver,
    FileCommandsResolver,
    ContributionFilesResolver,
    RevisionFilesResolver,
    RevisionTexts,
    RevisionDiffResolver,
  ],
  exports: [Passages, Files, Receipts, ReceiveUpload, AttachFile, DetachFile],
})
export class DocumentsModule {
  constructor(nodes: NodeRegistry, passages: Passages, files: Files) {
    nodes.register('Passage', async (uuids, context: RequestContext) => {
      const found = await passageLoader(context, passages).loadMany(uuids);
      return found.map((item) => (item instanceof Error ? null : item));
    });
    nodes.register('File', async (uuids, context: RequestContext) => {
      const found = await fileLoader(context, files).loadMany(uuids);
      return found.map((item) => (item instanceof Error ? null : item));
    });
  }
}
