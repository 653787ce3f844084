import type { Area } from '#libs/platform';
import { SearchDirty } from './entities/search-dirty.entity.js';
import { SearchHead } from './entities/search-head.entity.js';
import { Search1764000000900 } from './migrations/1764000000900-search.js';
import { ProjectAgain1764000001250 } from './migrations/1764000001250-project-again.js';

export const searchArea: Area = {
  name: 'search',
  entities: [SearchDirty, SearchHead],
  migrations: [Search1764000000900, ProjectAgain1764000001250],
};
