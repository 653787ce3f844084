import { ArgsType, Field, Int } from '@nestjs/graphql';
import { ErrorCode, refuse } from '#libs/platform';
import { SIMILAR_MAX } from '../similar-contributions.js';

const ENTRIES_DEFAULT = 5;

@ArgsType()
export class SimilarArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most, 1 to ${SIMILAR_MAX}; ${ENTRIES_DEFAULT} when absent.`,
  })
  first?: number | null;
}

/** How many are wanted, checked against the stated limits. */
export function checkFirst({ first }: SimilarArgs): number {
  const wanted = first ?? ENTRIES_DEFAULT;
  if (wanted < 1 || wanted > SIMILAR_MAX)
    throw refuse(ErrorCode.INVALID, `first must be from 1 to ${SIMILAR_MAX}; it was ${wanted}.`, ['first']);
  return wanted;
}
