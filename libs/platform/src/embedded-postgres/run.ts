import { spawn } from 'node:child_process';

/** Whom the server runs as, when not as ourselves. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

interface Options {
  cwd: string;
  user?: ServerUser | undefined;
  /** Where the output goes that is not collected: a file the server keeps writing to after its starter has ended. */
  outputTo?: number;
}

interface Outcome {
  code: number;
  output: string;
  /** Set when the program could not be started at all. */
  failure?: NodeJS.ErrnoException;
}

/** Runs a program to its end, in plain English and without the PG… variables of whoever starts us. */
export function run(program: string, args: string[], options: Options): Promise<Outcome> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
  const sink = options.outputTo ?? 'pipe';
  return new Promise((resolve) => {
    let output = '';
    try {
      const child = spawn(program, args, {
        cwd: options.cwd,
        env: { ...env, LC_ALL: 'C' },
        stdio: ['ignore', sink, sink],
        windowsHide: true,
        // In a group of its own, or Ctrl-C in the terminal would end it before our own orderly stop.
        detached: process.platform !== 'win32',
        ...(options.user && { uid: options.user.uid, gid: options.user.gid }),
      });
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
      child.on('error', (failure) => resolve({ code: -1, output, failure }));
      child.on('close', (code) => resolve({ code: code ?? -1, output }));
    } catch (failure) {
      resolve({ code: -1, output, failure: failure as NodeJS.ErrnoException });
    }
  });
}
