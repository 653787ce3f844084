export { CallType, EventConnection, EventType, toEventType } from './api/event.type.js';
export { eventLoader, organisationLoader, personLoader } from './api/loaders.js';
export {
  OrganisationConnection,
  OrganisationPayload,
  OrganisationType,
  toOrganisationType,
} from './api/organisation.type.js';
export { PersonType, toPersonType } from './api/person.type.js';
export { directoryArea } from './area.js';
export { CreateOrganisation } from './commands/create-organisation.js';
export { FindOrCreateOrganisation, FindOrCreatePerson } from './commands/find-or-create.js';
export { LoadEvents } from './commands/load-events.js';
export { MergeRecords } from './commands/merge-records.js';
export { DirectoryModule } from './directory.module.js';
export { type EventItem, readEventFiles } from './files/read-event-files.js';
export { nameKey } from './policies/names.js';
export { OrganisationKind } from './policies/organisation-kind.js';
export { type EventRow, Events } from './queries/events.js';
export { followMerges } from './queries/follow-merges.js';
export { type OrganisationRow, Organisations } from './queries/organisations.js';
export { type PersonRow, Persons } from './queries/persons.js';
