import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access, type Actor, CurrentActor } from '#libs/identity';
import { checkPage, ForwardPageArgs, toConnection } from '#libs/platform';
import { CreateOrganisation } from '../commands/create-organisation.js';
import { Organisations } from '../queries/organisations.js';
import {
  CreateOrganisationInput,
  OrganisationConnection,
  OrganisationFilter,
  OrganisationPayload,
  OrganisationType,
  toOrganisationType,
} from './organisation.type.js';

@Resolver(() => OrganisationType)
export class OrganisationResolver {
  constructor(
    @Inject(Organisations) private readonly queries: Organisations,
    @Inject(CreateOrganisation) private readonly create: CreateOrganisation,
  ) {}

  @Access('ANYONE')
  @Query(() => OrganisationConnection, { description: 'Organisations, by name.' })
  async organisations(
    @Args() pageArgs: ForwardPageArgs,
    @Args('filter', { type: () => OrganisationFilter, nullable: true, description: 'Which ones; all when absent.' })
    filter?: OrganisationFilter,
  ) {
    const page = checkPage(pageArgs);
    const rows = await this.queries.page(page, filter ?? {});
    return toConnection(rows, page, toOrganisationType, () => this.queries.count(filter ?? {}));
  }

  @Access('ANALYST')
  @Mutation(() => OrganisationPayload, { description: 'Adds an organisation. For analysts and administrators.' })
  async createOrganisation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The new organisation.' }) input: CreateOrganisationInput,
  ): Promise<OrganisationPayload> {
    const { id } = await this.create.execute(actor, input);
    const [row] = await this.queries.byIds([id]);
    return { organisation: row ? toOrganisationType(row) : null, errors: [] };
  }
}
