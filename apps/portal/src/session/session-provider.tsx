import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { Provider, useQuery } from 'urql';
import { makeClient, PORTAL_HEADERS, SESSION_ENDED } from '../api/client';
import { dropEarlyAnswers } from '../api/early-answers';
import type { Role, ViewerQuery } from '../api/generated/graphql';
import { Viewer } from './viewer-query';

export type ViewerAccount = NonNullable<ViewerQuery['viewer']>;

/** A fault of what was sent, with the field that is meant. */
export interface Fault {
  code: string;
  message: string;
  path?: string[] | null;
}

interface Session {
  /** Undefined until known, null when anonymous. */
  viewer: ViewerAccount | null | undefined;
  /** The server ended the session; what is shown is what anyone may read. */
  hasEnded: boolean;
  can(role: Role): boolean;
  signIn(email: string, password: string): Promise<Fault[]>;
  signOut(): Promise<Fault[]>;
  forgetEnd(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Who uses the portal, and the client that asks on their behalf. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [client, setClient] = useState(makeClient);
  const restart = useCallback(() => {
    dropEarlyAnswers();
    setClient(makeClient());
  }, []);
  return (
    <Provider value={client}>
      <SessionHolder restart={restart}>{children}</SessionHolder>
    </Provider>
  );
}

function SessionHolder({ restart, children }: { restart: () => void; children: ReactNode }) {
  const [{ data, error }] = useQuery({ query: Viewer });
  const [hasEnded, setHasEnded] = useState(false);
  useEffect(() => {
    const end = () => {
      setHasEnded(true);
      restart();
    };
    window.addEventListener(SESSION_ENDED, end);
    return () => window.removeEventListener(SESSION_ENDED, end);
  }, [restart]);
  const viewer = error ? null : data?.viewer;
  const session = useMemo<Session>(
    () => ({
      viewer,
      hasEnded,
      can: (role) =>
        Boolean(viewer?.roles.includes(role) || (role === 'ANALYST' && viewer?.roles.includes('ADMINISTRATOR'))),
      async signIn(email, password) {
        const faults = await send('POST', { email, password });
        if (faults.length === 0) {
          setHasEnded(false);
          restart();
        }
        return faults;
      },
      async signOut() {
        const faults = await send('DELETE');
        if (faults.length === 0) restart();
        return faults;
      },
      forgetEnd: () => setHasEnded(false),
    }),
    [viewer, hasEnded, restart],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}

async function send(method: 'POST' | 'DELETE', body?: object): Promise<Fault[]> {
  try {
    const response = await fetch('/session', {
      method,
      headers: { ...PORTAL_HEADERS, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    return ((await response.json()) as { errors: Fault[] }).errors;
  } catch {
    return [{ code: 'NETWORK', message: '' }];
  }
}
