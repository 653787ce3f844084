import { Inject, Module } from '@nestjs/common';
import { type ByUuid, CatalogueModule } from '#libs/catalogue';
import type { RequestContext } from '#libs/identity';
import { NodeRegistry } from '#libs/platform';
import {
  AccountOrganisationResolver,
  ManagedAccountOrganisationResolver,
  PersonResolver,
} from './api/affiliation.resolver.js';
import { DirectoryMutationsResolver } from './api/directory.mutations.js';
import { CallResolver, EventResolver } from './api/event.resolver.js';
import { eventLoader, organisationLoader, personLoader } from './api/loaders.js';
import { OrganisationResolver } from './api/organisation.resolver.js';
import { PersonMutationsResolver } from './api/person.mutations.js';
import { ChangeOrganisation } from './commands/change-organisation.js';
import { CreateOrganisation } from './commands/create-organisation.js';
import { FindOrCreateOrganisation, FindOrCreatePerson } from './commands/find-or-create.js';
import { LoadEvents } from './commands/load-events.js';
import { MergeRecords } from './commands/merge-records.js';
import { NamePerson } from './commands/name-person.js';
import { SaveEvent } from './commands/save-event.js';
import { Events } from './queries/events.js';
import { Organisations } from './queries/organisations.js';
import { Persons } from './queries/persons.js';

/** Organisations, people, events and their calls. */
@Module({
  imports: [CatalogueModule],
  providers: [
    CreateOrganisation,
    Events,
    FindOrCreateOrganisation,
    FindOrCreatePerson,
    LoadEvents,
    MergeRecords,
    NamePerson,
    Organisations,
    Persons,
    AccountOrganisationResolver,
    ManagedAccountOrganisationResolver,
    CallResolver,
    EventResolver,
    OrganisationResolver,
    PersonResolver,
    PersonMutationsResolver,
    DirectoryMutationsResolver,
    ChangeOrganisation,
    SaveEvent,
  ],
  exports: [
    CreateOrganisation,
    Events,
    FindOrCreateOrganisation,
    FindOrCreatePerson,
    LoadEvents,
    MergeRecords,
    Organisations,
    Persons,
  ],
})
export class DirectoryModule {
  constructor(
    @Inject(NodeRegistry) nodes: NodeRegistry,
    @Inject(Events) events: Events,
    @Inject(Organisations) organisations: Organisations,
    @Inject(Persons) persons: Persons,
  ) {
    const all = <Type extends object>(loader: ByUuid<Type>, uuids: readonly string[]) =>
      Promise.all(uuids.map((uuid) => loader.load(uuid)));
    nodes.register('Event', (uuids, context: RequestContext) => all(eventLoader(context, events), uuids));
    nodes.register('Organisation', (uuids, context: RequestContext) =>
      all(organisationLoader(context, organisations), uuids),
    );
    nodes.register('Person', (uuids, context: RequestContext) => all(personLoader(context, persons), uuids));
  }
}
