export { InformationSystemType, toInformationSystemType } from './api/information-system.type.js';
export { LegalActType } from './api/legal-act.type.js';
export {
  type ByUuid,
  loaderByUuid,
  recommendationLoader,
  relatedLoader,
  systemLoader,
  themeLoader,
} from './api/loaders.js';
export { RecommendationConnection, RecommendationType, toRecommendationType } from './api/recommendation.type.js';
export { RecommendationSetType } from './api/recommendation-set.type.js';
export { makeSource, SourceType } from './api/source.type.js';
export { ThemeType, toThemeType } from './api/theme.type.js';
export { catalogueArea } from './area.js';
export { CatalogueModule } from './catalogue.module.js';
export { applyItems, type ItemKind, type KnownItem, type LoadResult } from './commands/apply-items.js';
export { LoadCatalogue } from './commands/load-catalogue.js';
export type { CatalogueFiles } from './files/catalogue-files.js';
export { DataFileError } from './files/data-file-error.js';
export { dataFolder, readItems } from './files/data-folder.js';
export { readCatalogueFiles } from './files/read-catalogue-files.js';
export { canonicalCode } from './policies/codes.js';
export { Attestation, Confidence, RecommendationKind } from './policies/terms.js';
export { chooseLabel } from './policies/theme-label.js';
export { type RecommendationRow, Recommendations } from './queries/recommendations.js';
export { type SystemRow, Systems } from './queries/systems.js';
export { type ThemeRow, Themes } from './queries/themes.js';
