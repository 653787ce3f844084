import { type ByUuid, loaderByUuid } from '#libs/catalogue';
import type { RequestContext } from '#libs/identity';
import { inKeyOrder } from '#libs/platform';
import type { Events } from '../queries/events.js';
import type { Organisations } from '../queries/organisations.js';
import type { Persons } from '../queries/persons.js';
import { type EventType, toEventType } from './event.type.js';
import { type OrganisationType, toOrganisationType } from './organisation.type.js';
import { type PersonType, toPersonType } from './person.type.js';

/** A record that was merged into another loads that one. */
export const organisationLoader = (context: RequestContext, organisations: Organisations): ByUuid<OrganisationType> =>
  context.loaders.get('organisation', async (uuids: readonly string[]) => {
    const rows = inKeyOrder(uuids, await organisations.byIds(uuids), (row) => row.askedId);
    return rows.map((row) => row && toOrganisationType(row));
  });

export const personLoader = (context: RequestContext, persons: Persons): ByUuid<PersonType> =>
  loaderByUuid(context, 'person', persons, toPersonType);

export const eventLoader = (context: RequestContext, events: Events): ByUuid<EventType> =>
  loaderByUuid(context, 'event', events, toEventType);
