import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A real process of the house, as it is run in production. */
export interface AppProcess {
  child: ChildProcess;
  /** Everything it wrote so far. */
  output: string[];
  /** As when the machine loses power: nothing is finished. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

const READY = { worker: 'the worker runs', api: 'the api serves' };

/** Starts the built worker or api and waits until it says that it runs. */
export async function startApp(name: keyof typeof READY, settings: Record<string, string>): Promise<AppProcess> {
  const script = fileURLToPath(new URL(`../../dist/apps/${name}/src/main.js`, import.meta.url));
  const { NODE_OPTIONS: _, MEILI_URL: __, MEILI_KEY: ___, MEILI_PREFIX: ____, ...environment } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { ...environment, LOG_LEVEL: 'trace', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const exited = once(child, 'exit');
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.includes(READY[name])) resolve();
      });
  });
  await Promise.race([
    ready,
    exited.then(() => {
      throw new Error(`The ${name} ended before it ran:\n${output.join('\n')}`);
    }),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { child, output, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
