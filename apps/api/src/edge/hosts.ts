import { isIP } from 'node:net';
import type { Configuration } from '#libs/platform';

/** The name in a Host header without its port; undefined when the header is malformed. */
export function hostName(header: string | undefined): string | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]{1,253})(:\d{1,5})?$/.exec(header ?? '');
  return match?.[1]?.replace(/^\[|\]$/g, '').toLowerCase();
}

/**
 * Whether a request may name this host. Checked so that a page of another site cannot reach a local server under its own name
 * (DNS rebinding). Addresses are always fine: nobody can make a browser believe that a name is one.
 */
export function isAllowedHost(
  name: string,
  { host, allowedHosts }: Pick<Configuration, 'host' | 'allowedHosts'>,
): boolean {
  if (allowedHosts.includes('*') || isIP(name) !== 0 || name === 'localhost' || name === host.toLowerCase())
    return true;
  return allowedHosts.some((allowed) => allowed.toLowerCase() === name);
}
