import { Module } from '@nestjs/common';
import { CatalogueModule } from '#libs/catalogue';
import { ContributionsModule } from '#libs/contributions';
import { CoverageResolver, RecommendationCoverageResolver } from './api/coverage.resolver.js';
import { ColumnLabels } from './queries/column-labels.js';
import { CoverageMatrixQuery } from './queries/coverage-matrix.js';
import { CoverageCriteriaLookup } from './queries/criteria.js';
import { RecommendationCoverage } from './queries/recommendation-coverage.js';
import { SharedQuery } from './queries/shared-query.js';

@Module({
  imports: [CatalogueModule, ContributionsModule],
  providers: [
    SharedQuery,
    RecommendationCoverage,
    CoverageMatrixQuery,
    CoverageCriteriaLookup,
    ColumnLabels,
    RecommendationCoverageResolver,
    CoverageResolver,
  ],
  exports: [RecommendationCoverage],
})
export class AnalysisModule {}
