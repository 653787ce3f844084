export { PassageType, passageLoader } from './api/passage.type.js';
export { documentsArea } from './area.js';
export { keepPassages } from './commands/cut-revision.js';
export { DocumentsModule } from './documents.module.js';
export { locateQuote, type Quotation, type QuotePlace } from './policies/locate-quote.js';
export { type PassageRow, Passages } from './queries/passages.js';
