import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountType, ManagedAccountType, type RequestContext } from '#libs/identity';
import { Organisations } from '../queries/organisations.js';
import { organisationLoader } from './loaders.js';
import { OrganisationType } from './organisation.type.js';
import { PersonType } from './person.type.js';

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(@Inject(Organisations) private readonly organisations: Organisations) {}

  @ResolveField(() => OrganisationType, { nullable: true, description: 'The organisation the person belongs to.' })
  affiliation(@Parent() parent: PersonType, @Context() context: RequestContext) {
    const id = parent.affiliationUuid;
    return id === null ? null : organisationLoader(context, this.organisations).load(id);
  }
}

/** Adds to identity's accounts what stands above them. */
@Resolver(() => AccountType)
export class AccountOrganisationResolver {
  constructor(@Inject(Organisations) private readonly organisations: Organisations) {}

  @ResolveField(() => OrganisationType, { nullable: true, description: 'The organisation the account speaks for.' })
  organisation(@Parent() parent: AccountType, @Context() context: RequestContext) {
    const id = parent.organisationId;
    return id === null ? null : organisationLoader(context, this.organisations).load(id);
  }
}

@Resolver(() => ManagedAccountType)
export class ManagedAccountOrganisationResolver {
  constructor(@Inject(Organisations) private readonly organisations: Organisations) {}

  @ResolveField(() => OrganisationType, { nullable: true, description: 'The organisation the account speaks for.' })
  organisation(@Parent() parent: ManagedAccountType, @Context() context: RequestContext) {
    const id = parent.organisationId;
    return id === null ? null : organisationLoader(context, this.organisations).load(id);
  }
}
