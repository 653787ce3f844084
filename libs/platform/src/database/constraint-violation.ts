import { Refusal } from '../errors/refusal.js';
import type { Area } from './area.js';
import { NoTurnError } from './turns.js';

interface PostgresError {
  code?: string;
  constraint?: string;
  driverError?: PostgresError;
}

/** Turns a violated constraint that an area has named into a refusal; anything else stays what it is. */
export function explainViolation(error: unknown, areas: Area[]): unknown {
  const source = (error as PostgresError)?.driverError ?? (error as PostgresError);
  if (!source?.code?.startsWith('23') || !source.constraint) return error;
  for (const area of areas) {
    const fault = area.constraints?.[source.constraint];
    if (fault) return new Refusal([fault]);
  }
  return error;
}

/** True for failures that a second try of the same transaction can cure: serialisation failure and deadlock. */
export function isRetryable(error: unknown): boolean {
  const code = (error as PostgresError)?.driverError?.code ?? (error as PostgresError)?.code;
  return code === '40001' || code === '40P01';
}

/** True when somebody held a lock for longer than this transaction waits for one. */
export function isLockTimeout(error: unknown): boolean {
  return ((error as PostgresError)?.driverError?.code ?? (error as PostgresError)?.code) === '55P03';
}

// 08P01, a protocol violation, is a mistake of ours and not a missing server.
const CONNECTION_CODES = /^(08(?!P01)...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$/;

/** True when PostgreSQL could not be reached, or is starting or stopping: the caller may try again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof NoTurnError) return true;
  const seen = error as PostgresError & { message?: string; errors?: unknown[] };
  const code = seen?.driverError?.code ?? seen?.code;
  if (code && CONNECTION_CODES.test(code)) return true;
  if (Array.isArray(seen?.errors)) return seen.errors.some(isDatabaseAway);
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    seen?.message ?? '',
  );
}
