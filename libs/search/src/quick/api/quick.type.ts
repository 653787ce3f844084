import { Field, ObjectType } from '@nestjs/graphql';
import { Node } from '#libs/platform';

@ObjectType('QuickHit', { description: 'Something that is called like what was typed.' })
export class QuickHitType {
  @Field(() => Node, {
    description: 'The contribution, recommendation, theme, information system, organisation or event.',
  })
  node: object;

  @Field({
    description:
      'The name that was found: a title, a label in any language, a synonym; or a code or reference, with what it stands for.',
  })
  label: string;

  @Field({ description: 'The label, HTML-escaped, with the words found in <mark>, the only markup.' })
  html: string;
}
