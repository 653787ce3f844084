import 'reflect-metadata';
import { CommanderError } from 'commander';
import { Configuration, isDatabaseAway } from '#libs/platform';
import { makeProgram } from './program.js';

try {
  await makeProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong; answers the exit code: 2 when the command was given wrongly, 1 when it failed. */
function report(error: unknown): number {
  // Commander has said it already; asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isDebugging()) console.error(error);
  else if (isDatabaseAway(error))
    console.error('The database cannot be reached. Is it running, and is DATABASE_URL right?');
  else console.error(error instanceof Error ? error.message : String(error));
  return 1;
}

function isDebugging(): boolean {
  try {
    return ['debug', 'trace'].includes(new Configuration().logLevel);
  } catch {
    // The settings themselves are wrong, and that is what is being reported.
    return false;
  }
}
