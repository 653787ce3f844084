import { type Area, ErrorCode } from '#libs/platform';
import { Call, CallTheme } from './entities/call.entity.js';
import { Event, EventTheme } from './entities/event.entity.js';
import { Organisation } from './entities/organisation.entity.js';
import { Person } from './entities/person.entity.js';
import { Directory1764000000400 } from './migrations/1764000000400-directory.js';
import { DirectoryVersions1764000003530 } from './migrations/1764000003530-directory-versions.js';
import { MergedOrganisations1764000004033 } from './migrations/1764000004033-merged-organisations.js';

export const directoryArea: Area = {
  name: 'directory',
  entities: [Call, CallTheme, Event, EventTheme, Organisation, Person],
  migrations: [Directory1764000000400, DirectoryVersions1764000003530, MergedOrganisations1764000004033],
  constraints: {
    uq_organisation_name_key: {
      code: ErrorCode.DUPLICATE,
      message: 'There is an organisation of this name already.',
      path: ['name'],
    },
    uq_organisation_ror_id: {
      code: ErrorCode.DUPLICATE,
      message: 'There is an organisation with this ROR identifier already.',
      path: ['rorId'],
    },
    uq_person_orcid: {
      code: ErrorCode.DUPLICATE,
      message: 'There is a person with this ORCID iD already.',
      path: ['orcid'],
    },
    fk_account_organisation: {
      code: ErrorCode.NOT_FOUND,
      message: 'There is no organisation with this id.',
      path: ['organisationId'],
    },
  },
};
