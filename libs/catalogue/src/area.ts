import type { Area } from '#libs/platform';
import { InformationSystem } from './entities/information-system.entity.js';
import { LegalAct, LegalActSystem, LegalActTheme } from './entities/legal-act.entity.js';
import { Recommendation, RecommendationSet } from './entities/recommendation.entity.js';
import { RecommendationCues } from './entities/recommendation-cues.entity.js';
import {
  RecommendationVersion,
  RecommendationVersionSystem,
  RecommendationVersionTheme,
} from './entities/recommendation-version.entity.js';
import { Theme, ThemeLabel } from './entities/theme.entity.js';
import { Catalogue1764000000300 } from './migrations/1764000000300-catalogue.js';
import { RecommendationCues1764000002200 } from './migrations/1764000002200-recommendation-cues.js';
import { ThemeVersion1764000003520 } from './migrations/1764000003520-theme-version.js';
import { RecommendationCreated1764000004031 } from './migrations/1764000004031-recommendation-created.js';
import { SystemVersion1764000004032 } from './migrations/1764000004032-system-version.js';

export const catalogueArea: Area = {
  name: 'catalogue',
  entities: [
    InformationSystem,
    LegalAct,
    LegalActSystem,
    LegalActTheme,
    Recommendation,
    RecommendationCues,
    RecommendationSet,
    RecommendationVersion,
    RecommendationVersionSystem,
    RecommendationVersionTheme,
    Theme,
    ThemeLabel,
  ],
  migrations: [
    Catalogue1764000000300,
    RecommendationCues1764000002200,
    ThemeVersion1764000003520,
    RecommendationCreated1764000004031,
    SystemVersion1764000004032,
  ],
};
