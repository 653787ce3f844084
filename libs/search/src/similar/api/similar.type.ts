import { Field, Float, ObjectType } from '@nestjs/graphql';
import { ContributionType } from '#libs/contributions';

@ObjectType('NearDuplicate', {
  description:
    'A contribution with much of the same wording. Shares are of shingles (five words in a row, case and punctuation aside; Broder 1997), estimated from a sample in papers of more than some 400 words.',
})
export class NearDuplicateType {
  @Field(() => ContributionType, { description: 'The other contribution, which you may read.' })
  contribution: ContributionType;

  @Field(() => Float, { description: 'Shingles that both have, as a share of those that either has: 0 to 1.' })
  resemblance: number;

  @Field(() => Float, { description: 'How much of this contribution stands in the other: 0 to 1.' })
  contained: number;

  @Field(() => Float, { description: 'How much of the other stands in this contribution: 0 to 1.' })
  contains: number;
}
