import { ErrorCode, refuse } from '#libs/platform';

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 1000;
export const NAME_MAX = 200;

/** Refuses INVALID for a password that is too short or too long. Length alone: rules about signs make people write passwords down. */
export function checkPassword(password: string, path: string[]): void {
  if (password.length < PASSWORD_MIN)
    throw refuse(ErrorCode.INVALID, `A password needs at least ${PASSWORD_MIN} characters.`, path);
  if (password.length > PASSWORD_MAX)
    throw refuse(ErrorCode.TOO_LARGE, `A password has at most ${PASSWORD_MAX} characters.`, path);
}

/** Refuses INVALID for what cannot be an e-mail address. */
export function checkEmail(email: string): void {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw refuse(ErrorCode.INVALID, 'This is not an e-mail address.', ['email']);
}
