import { readFile } from 'node:fs/promises';

const PAGE_BYTES = 4096;

/**
 * How much memory a process holds, in bytes. Told by Linux; elsewhere 0, so that only the limit of the heap holds, which Node itself
 * keeps.
 */
export async function memoryOf(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    const [, resident] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ');
    return Number(resident) * PAGE_BYTES;
  } catch {
    // It has ended.
    return 0;
  }
}
