export { AnalysisModule } from './analysis.module.js';
export { CoverageLevel } from './policies/coverage-level.js';
export { type CoverageFigures, RecommendationCoverage } from './queries/recommendation-coverage.js';
