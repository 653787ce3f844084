import { ErrorCode, refuse } from '../errors/refusal.js';
import { DateTimeScalar } from './scalars.js';

/** The argument that asks for something as it stood: `@Args('asOf', asOfArgument('…'))`. */
export function asOfArgument(what: string, inThePast = '') {
  return {
    type: () => DateTimeScalar,
    nullable: true,
    description: `As it stood at this instant: ${what} Now when absent.${inThePast && ` ${inThePast}`}`,
  };
}

/** What is yet to come is not known: refuses INVALID. */
export function checkPast(asOf: Date | null | undefined): void {
  if (asOf && asOf.getTime() > Date.now())
    throw refuse(ErrorCode.INVALID, 'asOf lies in the future; give an instant that has passed.', ['asOf']);
}
