import { ArgsType, Field, Int } from '@nestjs/graphql';
import { ErrorCode, refuse } from '#libs/platform';
import { TYPED_CHARACTERS_MAX } from '../typed.js';

const ENTRIES_DEFAULT = 8;
const ENTRIES_MAX = 20;

@ArgsType()
abstract class EntriesArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most, 1 to ${ENTRIES_MAX}; ${ENTRIES_DEFAULT} when absent.`,
  })
  first?: number | null;
}

@ArgsType()
export class QuickSearchArgs extends EntriesArgs {
  @Field({
    description: `What was typed so far; the last word may be unfinished. Nothing is called by more than ${TYPED_CHARACTERS_MAX} characters.`,
  })
  text: string;
}

@ArgsType()
export class SuggestQueriesArgs extends EntriesArgs {
  @Field({
    description: `The query as typed so far; its last word is completed. Of more than ${TYPED_CHARACTERS_MAX} characters nothing becomes.`,
  })
  prefix: string;
}

/** How many entries are wanted, checked against the stated limits. */
export function checkEntries({ first }: EntriesArgs): number {
  const wanted = first ?? ENTRIES_DEFAULT;
  if (wanted < 1 || wanted > ENTRIES_MAX)
    throw refuse(ErrorCode.INVALID, `first must be from 1 to ${ENTRIES_MAX}; it was ${wanted}.`, ['first']);
  return wanted;
}
