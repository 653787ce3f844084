import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ErrorCode } from '../errors/refusal.js';

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'Why something expected failed.',
  valuesMap: {
    INVALID: { description: 'The input breaks a rule; the message says which.' },
    NOT_FOUND: { description: 'There is no such thing, or the caller may not read it: both answer alike.' },
    NOT_ALLOWED: { description: 'The caller is signed in but may not do this.' },
    NOT_SIGNED_IN: { description: 'This needs a signed-in caller: send a token.' },
    VERSION_CONFLICT: { description: 'Somebody else changed it since the version sent; read it again.' },
    WRONG_STATE: { description: 'It is not in a state that allows this step.' },
    DUPLICATE: { description: 'The same thing is there already.' },
    TOO_LARGE: { description: 'A stated limit of size is passed.' },
    UNSUPPORTED: { description: 'This is not offered.' },
    LIMIT_REACHED: { description: 'A stated limit of number or rate is reached; the message says which.' },
  },
});

@ObjectType('Error', { description: 'An expected failure, as data: nothing was changed.' })
export class UserError {
  @Field(() => ErrorCode, { description: 'What kind of failure, for programs.' })
  code: ErrorCode;

  @Field({ description: 'What is wrong and what to do, for people.' })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field that is meant, from the root of `input`.',
  })
  path: string[] | null;
}

/** What every mutation's payload has: the errors. Empty when it succeeded. */
@ObjectType({ isAbstract: true })
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  errors: UserError[];
}
