export { platformArea } from './area.js';
export {
  BlobMissingError,
  BlobStore,
  BlobStoreAwayError,
  BlobTooLargeError,
  type ByteRange,
  openBlobStore,
  type ReceivedBlob,
  tidyFolder,
} from './blob-store/index.js';
export { Configuration, ConfigurationError } from './configuration/configuration.js';
export { variables } from './configuration/variables.js';
export type { Area } from './database/area.js';
export { explainViolation, isDatabaseAway, isLockTimeout } from './database/constraint-violation.js';
export { createDataSource } from './database/data-source.js';
export { Database } from './database/database.js';
export { migrate } from './database/migrate.js';
export type { BeforeCommit, ChangeAuthor, Fact, Transaction } from './database/transaction.js';
export { type EmbeddedPostgres, EmbeddedPostgresError, openEmbeddedPostgres } from './embedded-postgres/index.js';
export { checkVersion, ErrorCode, type Fault, Refusal, refuse } from './errors/refusal.js';
export { asOfArgument, checkPast } from './graphql/as-of.js';
export { type ConnectionValue, connectionType, listConnection, PageInfo, toConnection } from './graphql/connection.js';
export { makeFormatError, UNAVAILABLE } from './graphql/format-error.js';
export { globalId, type NodeType, readGlobalId, uuidOf } from './graphql/global-id.js';
export { encodeCursor, keyset, type SortKey } from './graphql/keyset.js';
export { costOf, limits, limitsRule } from './graphql/limits.js';
export { Node } from './graphql/node.type.js';
export { NodeLookup } from './graphql/node-lookup.js';
export { NodeRegistry } from './graphql/node-registry.js';
export { checkPage, ForwardPageArgs, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, type Page, PageArgs } from './graphql/page.js';
export { groupedByKey, inKeyOrder, LoaderSet } from './graphql/request-context.js';
export {
  canonicalLanguageTag,
  DateScalar,
  DateTimeScalar,
  isPartialDate,
  LanguageTagScalar,
  PartialDateScalar,
  parseInstant,
  UrlScalar,
} from './graphql/scalars.js';
export { Payload, UserError } from './graphql/user-error.type.js';
export { createLog } from './logging.js';
export { LOG, PlatformModule, type PlatformOptions } from './platform.module.js';
export { type GiveWay, givingWay } from './process/give-way.js';
export { tidyText, tidyTextOrNull, unsafeText } from './text/unsafe-text.js';
