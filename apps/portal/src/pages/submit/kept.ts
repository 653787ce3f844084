import type { Fields } from './fields';

/** What was typed and is not with the server yet, kept in this browser; with the version and text it was typed over. */
export interface Kept {
  version: number;
  base: Fields;
  fields: Fields;
  at: string;
}

const PREFIX = 'roundtable.draft.';
const DAY = 24 * 60 * 60 * 1_000;
const MONTH = 30 * DAY;
/** Where the library that sends files keeps which of them it has begun; the server forgets them after a day. */
const BEGUN_PREFIX = 'tus::';

const nameOf = (account: string, id: string) => `${PREFIX}${account}.${id}`;

export function readKept<Value = Kept>(account: string, id: string): Value | undefined {
  try {
    const text = localStorage.getItem(nameOf(account, id));
    return text ? (JSON.parse(text) as Value) : undefined;
  } catch {
    return undefined;
  }
}

/** False when the browser keeps nothing (storage shut off, or full): then that has to be told. */
export function keep(account: string, id: string, value: object): boolean {
  try {
    localStorage.setItem(nameOf(account, id), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(account: string, id: string): void {
  try {
    localStorage.removeItem(nameOf(account, id));
  } catch {
    // Nothing is kept where storage is shut off.
  }
}

/** What nobody has come back for in a month goes: papers may be confidential, and browsers are shared. */
export function forgetOld(now = Date.now()): void {
  try {
    for (const name of Object.keys(localStorage)) {
      const isBegun = name.startsWith(BEGUN_PREFIX);
      if (!isBegun && !name.startsWith(PREFIX)) continue;
      const { at, creationTime } = JSON.parse(localStorage.getItem(name) ?? '{}') as {
        at?: string;
        creationTime?: string;
      };
      const since = isBegun ? creationTime : at;
      if (!since || now - Date.parse(since) > (isBegun ? DAY : MONTH)) localStorage.removeItem(name);
    }
  } catch {
    // As above.
  }
}
