import { readdirSync, readFileSync } from 'node:fs';

/** Watches what a process and those it starts hold; told by Linux, elsewhere null. */
export function watchMemory(pid) {
  const most = { own: 0, children: 0 };
  const look = () => {
    most.own = Math.max(most.own, residentOf(pid));
    most.children = Math.max(
      most.children,
      childrenOf(pid).reduce((sum, child) => sum + residentOf(child), 0),
    );
  };
  const timer = process.platform === 'linux' ? setInterval(look, 100) : undefined;
  return () => {
    clearInterval(timer);
    return timer ? { ownMb: toMb(most.own), childrenMb: toMb(most.children) } : null;
  };
}

const toMb = (bytes) => Math.round(bytes / 1024 ** 2);

function residentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    // It has ended.
    return 0;
  }
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}
