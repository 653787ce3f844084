export { type CitationSource, CitationSources } from './citation/citation-sources.js';
export { addressIn, cslItem, learnToCite } from './citation/cite.js';
export {
  ImportContributions,
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
} from './commands/import-contributions.js';
export { LoadDemo } from './commands/load-demo.js';
export { ExchangeModule } from './exchange.module.js';
export type { ImportEntry, ImportFault, ImportNote, Place } from './import/import-item.js';
export { type ImportSource, openSource } from './import/read-contributions.js';
