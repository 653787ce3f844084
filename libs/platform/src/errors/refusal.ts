/** Codes of expected failures, as the API names them. */
export enum ErrorCode {
  INVALID = 'INVALID',
  NOT_FOUND = 'NOT_FOUND',
  NOT_ALLOWED = 'NOT_ALLOWED',
  NOT_SIGNED_IN = 'NOT_SIGNED_IN',
  VERSION_CONFLICT = 'VERSION_CONFLICT',
  WRONG_STATE = 'WRONG_STATE',
  DUPLICATE = 'DUPLICATE',
  TOO_LARGE = 'TOO_LARGE',
  UNSUPPORTED = 'UNSUPPORTED',
  LIMIT_REACHED = 'LIMIT_REACHED',
}

/** One thing that is wrong, in words a person understands; `path` leads to the input field. */
export interface Fault {
  code: ErrorCode;
  message: string;
  path?: string[];
}

/**
 * An expected failure: the request is refused and nothing was changed. Mutations return its faults in `errors`,
 * queries answer with a GraphQL error that carries the code.
 */
export class Refusal extends Error {
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    super(faults.map((fault) => fault.message).join(' '));
    this.name = 'Refusal';
    this.faults = faults;
  }

  /** The code of the first fault. */
  get code(): ErrorCode {
    return this.faults[0]?.code ?? ErrorCode.INVALID;
  }
}

/** Makes a refusal with a single fault. */
export function refuse(code: ErrorCode, message: string, path?: string[]): Refusal {
  return new Refusal([{ code, message, path }]);
}

/** Refuses VERSION_CONFLICT when what is there is no longer the version that the caller has seen; `what`: in words. */
export function checkVersion(what: string, held: number, seen: number): void {
  if (held !== seen) {
    throw refuse(
      ErrorCode.VERSION_CONFLICT,
      `Somebody changed this ${what} meanwhile: it has version ${held}, you sent ${seen}. Read it again and repeat your change.`,
      ['version'],
    );
  }
}
