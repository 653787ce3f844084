import { type Logger, pino } from 'pino';

/** The process's log: JSON lines on standard error, with secrets removed by name wherever they stand, and errors as withoutValues says. */
export function createLog(level: string, name: string): Logger {
  return pino(
    {
      name,
      level,
      serializers: { err: withoutValues },
      redact: {
        paths: [
          '*.password',
          '*.token',
          '*.authorization',
          'headers.authorization',
          'req.headers.authorization',
          'password',
          'token',
        ],
        censor: '[removed]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** An error fit for the log: TypeORM's carries the values of the statement, PostgreSQL's those of the row, and they may be anybody's secret. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint, cause } = error as Error & { code?: string; constraint?: string };
  const told = { name: error.name, message: error.message, code, constraint, stack: error.stack };
  return cause === undefined ? told : { ...told, cause: withoutValues(cause) };
}
