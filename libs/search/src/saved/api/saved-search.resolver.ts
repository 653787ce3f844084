import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access, type Actor, CurrentActor } from '#libs/identity';
import { globalId, uuidOf } from '#libs/platform';
import { SAVED_MAX, SavedSearches } from '../saved-searches.js';
import {
  DeleteSavedSearchInput,
  RenameSavedSearchInput,
  SavedSearchesPayload,
  SavedSearchType,
  SaveSearchInput,
} from './saved-search.type.js';

/** Searches that somebody keeps for themselves. */
@Resolver()
export class SavedSearchResolver {
  constructor(@Inject(SavedSearches) private readonly saved: SavedSearches) {}

  @Access('SIGNED_IN')
  @Query(() => [SavedSearchType], { description: `Your saved searches, by name; at most ${SAVED_MAX}.` })
  async savedSearches(@CurrentActor() actor: Actor): Promise<SavedSearchType[]> {
    const rows = await this.saved.of(actor);
    return rows.map((row) => Object.assign(new SavedSearchType(), { ...row, id: globalId('SavedSearch', row.id) }));
  }

  @Access('SIGNED_IN')
  @Mutation(() => SavedSearchesPayload, { description: 'Keeps a search under a name.' })
  async saveSearch(@Args('input') input: SaveSearchInput, @CurrentActor() actor: Actor): Promise<SavedSearchesPayload> {
    await this.saved.save(actor, input);
    return this.payload(actor);
  }

  @Access('SIGNED_IN')
  @Mutation(() => SavedSearchesPayload, { description: 'Calls a saved search of yours something else.' })
  async renameSavedSearch(
    @Args('input') input: RenameSavedSearchInput,
    @CurrentActor() actor: Actor,
  ): Promise<SavedSearchesPayload> {
    await this.saved.rename(actor, uuidOf('SavedSearch', input.id, ['id']), input.name);
    return this.payload(actor);
  }

  @Access('SIGNED_IN')
  @Mutation(() => SavedSearchesPayload, { description: 'Deletes a saved search of yours.' })
  async deleteSavedSearch(
    @Args('input') input: DeleteSavedSearchInput,
    @CurrentActor() actor: Actor,
  ): Promise<SavedSearchesPayload> {
    await this.saved.delete(actor, uuidOf('SavedSearch', input.id, ['id']));
    return this.payload(actor);
  }

  private async payload(actor: Actor): Promise<SavedSearchesPayload> {
    return { savedSearches: await this.savedSearches(actor), errors: [] };
  }
}
