import type { CombinedError } from 'urql';
import type { Fault } from '../session/session-provider';
import { graphql } from './generated';

/** What every mutation asks of its payload. */
export const Faults = graphql(`
  fragment Faults on Error {
    code
    message
    path
  }
`);

/** What came of a mutation: its faults as data, and none when it succeeded. A request that failed is a fault as well. */
export function faultsOf(
  result: { error?: CombinedError; data?: Record<string, unknown> | null },
  whenFailed: string,
): Fault[] {
  if (result.error) return [{ code: 'FAILED', message: whenFailed }];
  return Object.values(result.data ?? {}).flatMap((payload) => (payload as { errors?: Fault[] } | null)?.errors ?? []);
}

/** The sentence for one field of a form; `path` as the API names it. */
export function faultAt(faults: readonly Fault[], ...path: string[]): string | undefined {
  return faults.find((fault) => fault.path?.join('.') === path.join('.'))?.message;
}

/** The sentences that belong to no field that is shown. */
export function faultsBeside(faults: readonly Fault[], fields: readonly string[]): string[] {
  return faults.filter((fault) => !fields.includes(fault.path?.join('.') ?? '')).map(({ message }) => message);
}
