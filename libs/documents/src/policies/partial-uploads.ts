import { join } from 'node:path';
import type { Configuration } from '#libs/platform';

/** The folder of uploads that come in parts, beside what the blob store has aside. */
export function partialUploads({ home }: Configuration): string {
  return join(home, 'files', 'partial');
}
