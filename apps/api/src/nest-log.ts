import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own messages, in our log. What fails in a request is logged once, with its id, where it is masked for the client. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Logger) {}

  log(message: unknown): void {
    this.target.debug(String(message));
  }

  warn(message: unknown): void {
    this.target.warn(String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) === 'ExceptionsHandler') return;
    this.target.error(
      message instanceof Error ? { err: message } : { detail: String(message) },
      'error in the framework',
    );
  }
}
