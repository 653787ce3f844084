import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string) => hash(password, ARGON2);

export const verifyPassword = (passwordHash: string, password: string) => verify(passwordHash, password);

/** A new bearer token: 256 random bits with a prefix that secret scanners can know. */
export const newToken = () => `rt_${randomBytes(32).toString('base64url')}`;

/** The secret of a browser's session, for its cookie. */
export const newSessionSecret = () => `rs_${randomBytes(32).toString('base64url')}`;

export const tokenHash = (token: string) => createHash('sha256').update(token).digest();

// No letters or digits that are taken for each other when they are read out or typed.
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to hand over: four groups of five signs, 99 random bits. */
export function newPassword(): string {
  const signs = Array.from({ length: 20 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return (signs.match(/.{5}/g) ?? []).join('-');
}
