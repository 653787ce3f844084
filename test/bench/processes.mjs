import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/project.mjs';

/** Starts the api as a process of its own, so that whoever measures doesn't share its thread. Answers its address. */
export async function startApi(databaseUrl) {
  const { child, ready } = startApp('api', databaseUrl, 'the api serves');
  return { url: (await ready).url, pid: child.pid, stop: () => stop(child) };
}

export async function startWorker(databaseUrl) {
  const { child, ready } = startApp('worker', databaseUrl, 'the worker runs');
  await ready;
  return { stop: () => stop(child) };
}

function startApp(name, databaseUrl, message) {
  const child = spawn(process.execPath, [join(root, 'dist', 'apps', name, 'src', 'main.js')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The ${name} ended with code ${code}.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line);
      if (entry.msg === message) resolve(entry);
      else if (entry.level >= 40) console.error(line);
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
