import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { useLanguage } from '../language/language-provider';
import { useText } from '../language/text';
import type { Fault } from '../session/session-provider';
import { graphql } from './generated';
import type { ErrorCode } from './generated/enums';

/** What every mutation asks of its payload. */
export const Faults = graphql(`
  fragment Faults on Error {
    code
    message
    path
  }
`);

/** The code of what the portal itself finds wrong, in the reader's language. */
const OWN = 'OWN';

/** What the portal finds wrong before anything is sent. */
export const ownFault = (message: string, ...path: string[]): Fault => ({ code: OWN, message, path });

/** What came of a mutation: its faults as data, and none when it succeeded. A request that failed is a fault as well. */
export function faultsOf(
  result: { error?: CombinedError; data?: Record<string, unknown> | null },
  whenFailed: string,
): Fault[] {
  if (result.error) return [ownFault(whenFailed)];
  return Object.values(result.data ?? {}).flatMap((payload) => (payload as { errors?: Fault[] } | null)?.errors ?? []);
}

/** What is wrong with one field of a form; `path` as the API names it. */
export function faultAt(faults: readonly Fault[], ...path: string[]): ReactNode {
  const fault = faults.find((one) => one.path?.join('.') === path.join('.'));
  return fault && <FaultText of={fault} />;
}

/** What is wrong and belongs to no field that is shown. */
export function faultsBeside(faults: readonly Fault[], fields: readonly string[]): Fault[] {
  return faults.filter((fault) => !fields.includes(fault.path?.join('.') ?? ''));
}

/** What codes say by themselves; the others say nothing without the server's sentence. */
const SAYING: readonly ErrorCode[] = [
  'DUPLICATE',
  'LIMIT_REACHED',
  'NOT_ALLOWED',
  'NOT_SIGNED_IN',
  'TOO_LARGE',
  'VERSION_CONFLICT',
  'WRONG_STATE',
];

/** A fault in words: what its code says, in the reader's language, and the server's own sentence, which is English. */
export function FaultText({ of: { code, message } }: { of: Pick<Fault, 'code' | 'message'> }) {
  const text = useText();
  const { language } = useLanguage();
  if (code === OWN) return message;
  const isSaying = language !== 'en' && SAYING.some((one) => one === code);
  return (
    <>
      {isSaying && `${text.of('fault', code)} `}
      <span lang="en">{message}</span>
    </>
  );
}
