import { type Area, ErrorCode } from '#libs/platform';
import { EngineDirty } from './entities/engine-dirty.entity.js';
import { EngineDocument } from './entities/engine-document.entity.js';
import { EngineTask } from './entities/engine-task.entity.js';
import { NameWord } from './entities/name-word.entity.js';
import { SavedSearch } from './entities/saved-search.entity.js';
import { SearchDirty } from './entities/search-dirty.entity.js';
import { SearchEngineState } from './entities/search-engine-state.entity.js';
import { SearchEpoch } from './entities/search-epoch.entity.js';
import { SearchHead } from './entities/search-head.entity.js';
import { SketchHash } from './entities/sketch-hash.entity.js';
import { TextSketch } from './entities/text-sketch.entity.js';
import { Search1764000000900 } from './migrations/1764000000900-search.js';
import { ProjectAgain1764000001250 } from './migrations/1764000001250-project-again.js';
import { SecondEngine1764000001300 } from './migrations/1764000001300-second-engine.js';
import { EngineDelay1764000001310 } from './migrations/1764000001310-engine-delay.js';
import { NameWords1764000001500 } from './migrations/1764000001500-name-words.js';
import { Sketches1764000001600 } from './migrations/1764000001600-sketches.js';
import { FilesSearched1764000003110 } from './migrations/1764000003110-files-searched.js';
import { AskedWork1764000003540 } from './migrations/1764000003540-asked-work.js';
import { DirtyVersions1764000003600 } from './migrations/1764000003600-dirty-versions.js';
import { SavedSearches1764000003800 } from './migrations/1764000003800-saved-searches.js';
import { FormerNames1764000004035 } from './migrations/1764000004035-former-names.js';
import { StemmedAgain1764000004051 } from './migrations/1764000004051-stemmed-again.js';
import { StemmedHere1764000004053 } from './migrations/1764000004053-stemmed-here.js';

export const searchArea: Area = {
  name: 'search',
  entities: [
    SearchDirty,
    SearchHead,
    SearchEpoch,
    EngineDirty,
    EngineDocument,
    EngineTask,
    SearchEngineState,
    NameWord,
    TextSketch,
    SketchHash,
    SavedSearch,
  ],
  migrations: [
    Search1764000000900,
    ProjectAgain1764000001250,
    SecondEngine1764000001300,
    EngineDelay1764000001310,
    NameWords1764000001500,
    Sketches1764000001600,
    FilesSearched1764000003110,
    AskedWork1764000003540,
    DirtyVersions1764000003600,
    SavedSearches1764000003800,
    FormerNames1764000004035,
    StemmedAgain1764000004051,
    StemmedHere1764000004053,
  ],
  constraints: {
    uq_saved_search_name: {
      code: ErrorCode.DUPLICATE,
      message: 'You have a saved search of this name already; choose another name.',
      path: ['name'],
    },
  },
};
