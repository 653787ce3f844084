import { type ByUuid, loaderByUuid } from '#libs/catalogue';
import type { RequestContext } from '#libs/identity';
import type { Events } from '../queries/events.js';
import type { Organisations } from '../queries/organisations.js';
import type { Persons } from '../queries/persons.js';
import { type EventType, toEventType } from './event.type.js';
import { type OrganisationType, toOrganisationType } from './organisation.type.js';
import { type PersonType, toPersonType } from './person.type.js';

export const organisationLoader = (context: RequestContext, organisations: Organisations): ByUuid<OrganisationType> =>
  loaderByUuid(context, 'organisation', organisations, toOrganisationType);

export const personLoader = (context: RequestContext, persons: Persons): ByUuid<PersonType> =>
  loaderByUuid(context, 'person', persons, toPersonType);

export const eventLoader = (context: RequestContext, events: Events): ByUuid<EventType> =>
  loaderByUuid(context, 'event', events, toEventType);
