import { type Area, ErrorCode } from '#libs/platform';
import { Contribution } from './entities/contribution.entity.js';
import { ContributionRelation } from './entities/contribution-relation.entity.js';
import { ImplementationOption, PositionPaper, TechnologyNote } from './entities/kind-details.entity.js';
import { MergedSpeaker } from './entities/merged-speaker.entity.js';
import { Publication } from './entities/publication.entity.js';
import { ReferenceCounter } from './entities/reference-counter.entity.js';
import { Revision } from './entities/revision.entity.js';
import {
  OptionDependency,
  RevisionAuthor,
  RevisionFile,
  RevisionOrganisation,
  RevisionSystem,
  RevisionTheme,
} from './entities/revision-names.entity.js';
import { Contributions1764000000500 } from './migrations/1764000000500-contributions.js';
import { ContributionReading1764000001100 } from './migrations/1764000001100-contribution-reading.js';
import { RevisionFiles1764000003020 } from './migrations/1764000003020-revision-files.js';
import { ContributionRelations1764000004030 } from './migrations/1764000004030-contribution-relations.js';
import { MergedSpeakers1764000004034 } from './migrations/1764000004034-merged-speakers.js';

export const contributionsArea: Area = {
  name: 'contributions',
  entities: [
    Contribution,
    Revision,
    PositionPaper,
    TechnologyNote,
    ImplementationOption,
    RevisionTheme,
    RevisionSystem,
    RevisionOrganisation,
    RevisionAuthor,
    RevisionFile,
    OptionDependency,
    Publication,
    ContributionRelation,
    MergedSpeaker,
    ReferenceCounter,
  ],
  migrations: [
    Contributions1764000000500,
    ContributionReading1764000001100,
    RevisionFiles1764000003020,
    ContributionRelations1764000004030,
    MergedSpeakers1764000004034,
  ],
  constraints: {
    uq_contribution_import_key: {
      code: ErrorCode.DUPLICATE,
      message: 'A contribution with the same content was imported already.',
    },
    uq_revision_number: {
      code: ErrorCode.VERSION_CONFLICT,
      message: 'Somebody else changed this at the same moment. Read it again.',
      path: ['version'],
    },
    ex_contribution_relation_pair: {
      code: ErrorCode.DUPLICATE,
      message: 'This is said of the two already, in one direction or the other.',
      path: ['to'],
    },
  },
};
