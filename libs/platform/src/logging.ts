import { type Logger, pino } from 'pino';

/** The process's log: JSON lines on standard error, with secrets removed by name wherever they stand. */
export function createLog(level: string, name: string): Logger {
  return pino(
    {
      name,
      level,
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
