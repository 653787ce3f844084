/** What an account may do; a reader needs none. */
export enum Role {
  EXPERT = 'EXPERT',
  ANALYST = 'ANALYST',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

/** Who asks: anonymous, an account, or the system itself (import, demo). An argument of every command and query. */
export interface Actor {
  /** Null for anonymous and for the system. */
  accountId: string | null;
  roles: ReadonlySet<Role>;
  organisationId: string | null;
  /** Of a browser: the session that asks. */
  sessionId?: string;
}

export const ANONYMOUS: Actor = { accountId: null, roles: new Set(), organisationId: null };

/** The system, at the command line: may do what analysts and administrators may. */
export const SYSTEM: Actor = {
  accountId: null,
  roles: new Set([Role.EXPERT, Role.ANALYST, Role.ADMINISTRATOR]),
  organisationId: null,
};

/** Reviews, links and reports: analysts, and administrators, who stand in for them. */
export function isAnalyst(actor: Actor): boolean {
  return actor.roles.has(Role.ANALYST) || actor.roles.has(Role.ADMINISTRATOR);
}

export function isAdministrator(actor: Actor): boolean {
  return actor.roles.has(Role.ADMINISTRATOR);
}

/** May hand in contributions. */
export function isContributor(actor: Actor): boolean {
  return actor.roles.has(Role.EXPERT) || isAnalyst(actor);
}

/** Signed in, or the system. */
export function isSignedIn(actor: Actor): boolean {
  return actor.accountId !== null || actor.roles.size > 0;
}
