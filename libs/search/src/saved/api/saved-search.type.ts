import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { MaxLength } from 'class-validator';
import { DateTimeScalar, Payload } from '#libs/platform';
import { SAVED_MAX, SAVED_NAME_MAX } from '../saved-searches.js';
import { ADDRESS_MAX } from '../search-address.js';

const NAME = `What you will know it by, 1 to ${SAVED_NAME_MAX} characters; no other of yours has it.`;

@ObjectType('SavedSearch', { description: 'A search that you want to find again: what was asked, not what was found.' })
export class SavedSearchType {
  @Field(() => ID, { description: 'Opaque id.' })
  id: string;

  @Field({ description: 'What you called it.' })
  name: string;

  @Field({
    description:
      'Query, filters and order as the portal’s address says them after “/find?”, in one form: q=templates&theme=COMP-SBMS.',
  })
  address: string;

  @Field(() => DateTimeScalar, { description: 'When it was saved.' })
  createdAt: Date;
}

@InputType({ description: `A search to keep; one has at most ${SAVED_MAX}.` })
export class SaveSearchInput {
  @Field({ description: NAME })
  @MaxLength(SAVED_NAME_MAX)
  name: string;

  @Field({
    description: `What stands after “/find?” in the portal’s address: q, sort, and the values it is narrowed by; at most ${ADDRESS_MAX} characters.`,
  })
  @MaxLength(ADDRESS_MAX * 3)
  address: string;
}

@InputType({ description: 'A new name for a saved search of yours.' })
export class RenameSavedSearchInput {
  @Field(() => ID, { description: 'The saved search.' })
  id: string;

  @Field({ description: NAME })
  @MaxLength(SAVED_NAME_MAX)
  name: string;
}

@InputType({ description: 'A saved search of yours.' })
export class DeleteSavedSearchInput {
  @Field(() => ID, { description: 'The saved search.' })
  id: string;
}

@ObjectType({ description: 'Your saved searches after the change.' })
export class SavedSearchesPayload extends Payload {
  @Field(() => [SavedSearchType], { nullable: true, description: 'Your saved searches, by name; null on failure.' })
  savedSearches: SavedSearchType[] | null;
}
