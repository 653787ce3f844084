import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/project.mjs';

/** Starts the api as a process of its own, so that whoever measures doesn't share its thread. Answers its address. */
export async function startApi(databaseUrl, environment = {}) {
  const { child, ready } = startApp('api', { DATABASE_URL: databaseUrl, ...environment }, 'the api serves');
  return { url: (await ready).url, pid: child.pid, stop: () => stop(child) };
}

export async function startWorker(databaseUrl, environment = {}) {
  const { child, ready } = startApp('worker', { DATABASE_URL: databaseUrl, ...environment }, 'the worker runs');
  await ready;
  return { pid: child.pid, stop: () => stop(child) };
}

function startApp(name, environment, message) {
  const child = spawn(process.execPath, [join(root, 'dist', 'apps', name, 'src', 'main.js')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...environment,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ready = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The ${name} did not start within a minute.`)), 60_000);
    child.once('exit', (code) => reject(new Error(`The ${name} ended with code ${code}.`)));
    // Its log; from the level of warnings on it is ours to show.
    createInterface({ input: child.stderr }).on('line', (line) => {
      const entry = line.startsWith('{') ? JSON.parse(line) : { level: 40 };
      if (entry.level >= 40) console.error(line);
      if (entry.msg !== message) return;
      clearTimeout(late);
      resolve(entry);
    });
  });
  return { child, ready };
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
